import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNorthstar } from '../northstar.tsx'

/**
 * The calls of the pages before the data is open. They belong to what stands above the pages: an answer may come when
 * its page has made way for another state, and a refusal has to be there when it comes back. What was typed into them
 * is not kept once they are settled.
 */
export function useGateCalls() {
  const { orpc } = useNorthstar()
  const queries = useQueryClient()
  const options = {
    gcTime: 0,
    onSettled: () => queries.invalidateQueries({ queryKey: orpc.laptop.key() }),
  }
  return {
    choosePassphrase: useMutation(orpc.laptop.choosePassphrase.mutationOptions(options)),
    open: useMutation(orpc.laptop.open.mutationOptions(options)),
    askHeadoffice: useMutation(orpc.laptop.askHeadoffice.mutationOptions(options)),
    takeAnswer: useMutation(orpc.laptop.takeAnswer.mutationOptions(options)),
    keepCode: useMutation(orpc.laptop.keepCode.mutationOptions(options)),
    tryAgain: useMutation(orpc.laptop.tryAgain.mutationOptions(options)),
    salvage: useMutation(orpc.laptop.salvage.mutationOptions(options)),
    takeSalvaged: useMutation(orpc.laptop.takeSalvaged.mutationOptions(options)),
    restore: useMutation(orpc.laptop.restore.mutationOptions(options)),
    startEmpty: useMutation(orpc.laptop.startEmpty.mutationOptions(options)),
  }
}
export type GateCalls = ReturnType<typeof useGateCalls>
