import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Failure } from '../../components/fact.tsx'
import { KeptForm } from '../../components/recovery-code/kept-form.tsx'
import { useNorthstar } from '../../northstar.tsx'

type KeptCheckProps = {
  readonly code: string
  /** @param at when it was confirmed, UTC milliseconds */
  readonly onKept: (at: number) => void
}

/** Confirms to this laptop that its new code was kept. */
export function KeptCheck({ code, onKept }: KeptCheckProps) {
  const { client, clock, orpc } = useNorthstar()
  const queries = useQueryClient()
  const confirm = useMutation({
    gcTime: 0,
    mutationFn: () => client.security.confirmRecoveryCode({ code }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: orpc.security.key() })
      onKept(clock())
    },
  })
  return (
    <KeptForm
      code={code}
      busy={confirm.isPending}
      failure={<Failure error={confirm.error} />}
      onKept={() => confirm.mutate()}
    />
  )
}
