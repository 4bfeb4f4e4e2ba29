import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useEffect, useEffectEvent } from 'react'
import type { CustomerPage } from '../../../contract/customer-view.ts'
import type { VariantId } from '../../../core/ids.ts'
import { tellOtherWindows } from '../../gate/other-windows.ts'
import { useLanguage, useNorthstar, type Visit } from '../../northstar.tsx'
import { isWritten } from '../../written-visit.ts'

/** Turns the screen to the customer, to one page; F9 does it too, while the visit goes on. */
export function useTurnScreen(
  visit: Pick<Visit, 'id' | 'endedAt' | 'enteredLate'>,
  page: CustomerPage,
  /** The vehicles to show; those of the shortlist where none is named. */
  variantIds: readonly VariantId[] = [],
) {
  const { orpc } = useNorthstar()
  const language = useLanguage()
  const queries = useQueryClient()
  const show = useMutation(
    orpc.customerView.show.mutationOptions({
      onSuccess: () => {
        tellOtherWindows()
        return queries.invalidateQueries({ queryKey: orpc.session.key() })
      },
    }),
  )
  const turn = () => {
    if (!isWritten(visit) || show.isPending) return
    // What is being typed is kept as at any other leaving: nothing of these screens goes out while they are covered.
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
    show.mutate({ visitId: visit.id, page, language, variantIds: [...variantIds] })
  }
  const onKeyDown = useEffectEvent((event: KeyboardEvent) => {
    if (event.key !== 'F9' || event.repeat) return
    event.preventDefault()
    turn()
  })
  useEffect(() => {
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [])
  return { turn, isTurning: show.isPending, error: show.error }
}
