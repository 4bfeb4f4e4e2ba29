import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { Answer } from '../../../core/discovery/answer.ts'
import { currentAnswers } from '../../../core/discovery/current-answers.ts'
import type { Speaker } from '../../../core/discovery/speaker.ts'
import type { AnswerId } from '../../../core/ids.ts'
import { type Board, useLanguage, useNorthstar, type Visit } from '../../northstar.tsx'
import type { Given } from './answer-form.ts'
import { useRefreshTalk } from './use-conversation.ts'

type ToSave = Given & {
  readonly questionId: string
  readonly speaker: Speaker | null
  /** What was put down as another's, in whose place it stands. */
  readonly replacesIds?: readonly AnswerId[]
}

/**
 * Saves answers of one conversation, one after the other: each names all answers of its question by the same speaker
 * that stood on the screen when its turn came, so that quick taps correct each other and are never appended side by side.
 */
export function useSaveAnswer({ opportunityId, id: visitId }: Pick<Visit, 'opportunityId' | 'id'>) {
  const { client, orpc } = useNorthstar()
  const language = useLanguage()
  const queries = useQueryClient()
  const refresh = useRefreshTalk(opportunityId)
  const boardKey = orpc.discovery.board.queryKey({ input: { opportunityId, language } })
  const boardsOfAll = { queryKey: orpc.discovery.board.key({ input: { opportunityId } }) }
  return useMutation({
    scope: { id: `answers-${opportunityId}` },
    mutationFn: ({ questionId, speaker, replacesIds = [], ...given }: ToSave) =>
      client.discovery.answer({
        visitId,
        questionId,
        language,
        speaker,
        ...given,
        value: toInput(given.value),
        replacesIds: [...replacesIds],
        supersedesIds: standingOf(queries.getQueryData(boardKey), questionId, speaker).map(({ id }) => id),
      }),
    onSuccess: async ({ answer }) => {
      await queries.cancelQueries(boardsOfAll)
      queries.setQueriesData<Board>(boardsOfAll, (board) =>
        board === undefined
          ? board
          : {
              ...board,
              answers: [
                ...board.answers.filter(({ id }) => id !== answer.id && !answer.supersedesIds.includes(id)),
                answer,
              ],
              drafts: board.drafts.filter((draft) => draft.questionId !== answer.questionId),
            },
      )
    },
    onSettled: refresh,
  })
}

/** What this speaker said of a question and nothing supersedes: several when two laptops answered apart. */
function standingOf(
  board: Board | undefined,
  questionId: string,
  speaker: Speaker | null,
): readonly Answer[] {
  const heads = currentAnswers(board?.answers ?? []).get(questionId)?.heads ?? []
  return heads.filter((head) => head.speaker === speaker)
}

type ValueInput = NonNullable<
  Parameters<ReturnType<typeof useNorthstar>['client']['discovery']['answer']>[0]['value']
>

/** The value as the contract takes it: the same, with arrays it may own. */
export function toInput(value: Given['value']): ValueInput | null {
  switch (value?.type) {
    case 'choices':
      return { ...value, codes: [...value.codes] }
    case 'graded':
      return { ...value, of: [value.of[0], value.of[1]] }
    case 'picked':
      return { ...value, of: [...value.of], next: value.next && [...value.next] }
    default:
      return value
  }
}
