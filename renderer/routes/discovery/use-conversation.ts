import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { Answer } from '../../../core/discovery/answer.ts'
import { currentAnswers } from '../../../core/discovery/current-answers.ts'
import { type Board, useLanguage, useNorthstar } from '../../northstar.tsx'
import type { Given } from './answer-form.ts'

/** The bank, the board and the visit of one conversation. A switch of language keeps the old board until the new one is there. */
export function useConversation(opportunityId: string, visitId: string) {
  const { orpc } = useNorthstar()
  const language = useLanguage()
  const bank = useQuery(orpc.discovery.bank.queryOptions({ staleTime: Number.POSITIVE_INFINITY }))
  const board = useQuery(
    orpc.discovery.board.queryOptions({
      input: { opportunityId, language },
      placeholderData: keepPreviousData,
    }),
  )
  const visit = useQuery(orpc.visits.get.queryOptions({ input: { visitId } }))
  return { bank, board, visit }
}

/**
 * Saves answers of one conversation, one after the other: each names all answers of its question that stood on the
 * screen when its turn came, so that quick taps correct each other and are never appended side by side.
 */
export function useSaveAnswer(opportunityId: string, visitId: string) {
  const { client, orpc } = useNorthstar()
  const language = useLanguage()
  const queries = useQueryClient()
  const boardKey = orpc.discovery.board.queryKey({ input: { opportunityId, language } })
  const boardsOfAll = { queryKey: orpc.discovery.board.key({ input: { opportunityId } }) }
  return useMutation({
    scope: { id: `answers-${opportunityId}` },
    mutationFn: ({ questionId, ...given }: Given & { readonly questionId: string }) =>
      client.discovery.answer({
        visitId,
        questionId,
        language,
        ...given,
        value: toInput(given.value),
        supersedesIds: allStanding(queries.getQueryData(boardKey), questionId).map(({ id }) => id),
      }),
    onSuccess: async ({ answer }) => {
      await queries.cancelQueries(boardsOfAll)
      queries.setQueriesData<Board>(boardsOfAll, (board) =>
        board === undefined
          ? board
          : {
              ...board,
              answers: [...board.answers.filter((other) => other.questionId !== answer.questionId), answer],
              drafts: board.drafts.filter((draft) => draft.questionId !== answer.questionId),
            },
      )
    },
    onSettled: () => {
      void queries.invalidateQueries({ queryKey: orpc.discovery.board.key({ input: { opportunityId } }) })
      void queries.invalidateQueries({ queryKey: orpc.shortlist.key() })
      void queries.invalidateQueries({ queryKey: orpc.visits.key() })
    },
  })
}

/** The answer of a question that the board shows: the one that the shortlist goes by. */
export function standing(board: Board | undefined, questionId: string): Answer | null {
  return allStanding(board, questionId)[0] ?? null
}

/** All answers of a question that nothing supersedes: several when two laptops answered apart, the one shown first. */
export function allStanding(board: Board | undefined, questionId: string): readonly Answer[] {
  const answers = board?.answers.filter((answer) => answer.questionId === questionId) ?? []
  return currentAnswers(answers).get(questionId)?.heads ?? []
}

/** The value as the contract takes it: the same, with arrays it may own. */
function toInput(value: Given['value']) {
  return value?.type === 'choices' ? { ...value, codes: [...value.codes] } : value
}
