import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { ShownToCustomer } from '../../gate/standing.ts'
import { useNorthstar } from '../../northstar.tsx'

type Other = Partial<Pick<ShownToCustomer, 'page' | 'language' | 'variantIds'>>

/** Shows the same customer something else: another page, language or vehicle. */
export function useShow({ visitId, page, language, variantIds }: ShownToCustomer) {
  const { orpc } = useNorthstar()
  const queries = useQueryClient()
  const show = useMutation(
    orpc.customerView.show.mutationOptions({
      onSuccess: () => queries.invalidateQueries({ queryKey: orpc.session.key() }),
    }),
  )
  return {
    show: (other: Other) => show.mutate({ visitId, page, language, variantIds, ...other }),
    error: show.error,
  }
}
