import { useMutation } from '@tanstack/react-query'
import { useIdsToMake } from '../../ids-to-make.ts'
import { useNorthstar, type Visit } from '../../northstar.tsx'
import { useRefreshTalk } from '../discovery/use-conversation.ts'

type Order = { readonly order: readonly string[]; readonly reason: string }

/**
 * What people choose of the shortlist of a visit's opportunity: a rule relaxed, an order of their own.
 * @param onChosen runs once a choice was saved, before the three have moved
 */
export function useChoices(
  { id: visitId, opportunityId }: Pick<Visit, 'id' | 'opportunityId'>,
  onChosen: () => void,
) {
  const { client } = useNorthstar()
  const onSettled = useRefreshTalk(opportunityId)
  const ids = useIdsToMake()
  const onSuccess = () => {
    ids.granted()
    onChosen()
  }
  // Each choice follows the one before it: asked for one after the other, none is lost.
  const shared = { scope: { id: `shortlist-${opportunityId}` }, onSuccess, onSettled }
  const relax = useMutation({
    ...shared,
    mutationFn: async ({
      ruleKeys,
      relaxed,
    }: {
      readonly ruleKeys: readonly string[]
      readonly relaxed: boolean
    }) => {
      for (const ruleKey of ruleKeys)
        await client.shortlist.relax({
          choiceId: ids.idFor([visitId, ruleKey, relaxed]),
          visitId,
          ruleKey,
          relaxed,
        })
    },
  })
  const overrule = useMutation({
    ...shared,
    mutationFn: ({ order, reason }: Order) =>
      client.shortlist.overrule({
        choiceId: ids.idFor([visitId, order, reason]),
        visitId,
        order: [...order],
        reason,
      }),
  })
  const followBelief = useMutation({
    ...shared,
    mutationFn: () => client.shortlist.followBelief({ choiceId: ids.idFor([visitId, 'follow']), visitId }),
  })
  return { relax, overrule, followBelief }
}
