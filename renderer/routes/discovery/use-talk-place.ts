import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { Speaker } from '../../../core/discovery/speaker.ts'
import type { Language } from '../../../core/market/language.ts'
import { type Board, useNorthstar } from '../../northstar.tsx'
import { useRefreshTalk } from './use-conversation.ts'

type PlaceChange = Partial<Pick<Board, 'pinnedQuestionId' | 'skippedQuestionIds' | 'speaker'>>

/** What is passed over, kept at hand and spoken: on the screen at once, kept on disk, taken back if it is not kept. */
export function useTalkPlace(opportunityId: string, language: Language) {
  const { client, orpc } = useNorthstar()
  const queries = useQueryClient()
  const refresh = useRefreshTalk(opportunityId)
  const boards = { queryKey: orpc.discovery.board.key({ input: { opportunityId } }) }
  const change = useMutation({
    scope: { id: `place-${opportunityId}` },
    mutationFn: ({
      keep,
    }: {
      readonly shown: (board: Board) => PlaceChange
      readonly keep: () => Promise<unknown>
    }) => keep(),
    onMutate: async ({ shown }) => {
      await queries.cancelQueries(boards)
      queries.setQueriesData<Board>(boards, (board) =>
        board === undefined ? board : { ...board, ...shown(board) },
      )
    },
    onSettled: refresh,
  })
  return {
    error: change.error,
    skip(questionId: string, skipped: boolean) {
      change.mutate({
        shown: ({ skippedQuestionIds }) => {
          const others = skippedQuestionIds.filter((id) => id !== questionId)
          return { skippedQuestionIds: skipped ? [...others, questionId] : others }
        },
        keep: () => client.discovery.skip({ opportunityId, questionId, skipped }),
      })
    },
    pin(questionId: string | null) {
      change.mutate({
        shown: () => ({ pinnedQuestionId: questionId }),
        keep: () => client.discovery.pinQuestion({ opportunityId, questionId }),
      })
    },
    hear(speaker: Speaker | null) {
      change.mutate({
        shown: () => ({ speaker }),
        keep: () => client.discovery.speak({ opportunityId, language, speaker }),
      })
    },
  }
}
