import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNorthstar } from '../northstar.tsx'
import type { ShowroomClient } from '../transport.ts'

type SetPinInput = Parameters<ShowroomClient['session']['setPin']>[0]
export type AllowedBy = SetPinInput['allowedBy']

/** Gives a person a new PIN and signs them in with it. */
export function useNewPin(onSignedIn: () => void) {
  const { client, orpc } = useNorthstar()
  const queries = useQueryClient()
  return useMutation({
    gcTime: 0,
    mutationFn: async (input: SetPinInput) => {
      await client.session.setPin(input)
      await client.session.signIn({ consultantId: input.consultantId, pin: input.pin })
    },
    onSettled: async (_, error) => {
      await queries.invalidateQueries({ queryKey: orpc.session.key() })
      if (error === null) onSignedIn()
    },
  })
}
