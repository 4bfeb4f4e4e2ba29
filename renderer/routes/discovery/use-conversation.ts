import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { attributeNames } from '../../../core/catalogue/attribute.ts'
import { nameVehicles } from '../../../core/catalogue/name-vehicles.ts'
import { type CurrentAnswer, currentAnswers } from '../../../core/discovery/current-answers.ts'
import type { Language } from '../../../core/market/language.ts'
import {
  type Bank,
  type Board,
  type Outputs,
  useLanguage,
  useNorthstar,
  type Visit,
} from '../../northstar.tsx'
import type { Subjects } from './at-hand.ts'
import type { Names } from './say-question.ts'

export type Advice = Outputs['discovery']['advice']

/** One conversation as every part of the board has it. */
export type Talk = {
  readonly bank: Bank
  readonly board: Board
  /** What the answers come to; `null` until it was worked out once, then the latest there is. */
  readonly advice: Advice | null
  readonly visit: Visit
  /** What is known of each question that was answered, by its id. */
  readonly current: ReadonlyMap<string, CurrentAnswer>
  readonly names: Names
  readonly subjects: Subjects
}

/**
 * The bank, the board, the advice and the visit of one conversation. A switch of language keeps the old board until the
 * new one is there, and an answer the old advice: it is worked out beside the answers.
 */
export function useConversation(opportunityId: string, visitId: string) {
  const { orpc } = useNorthstar()
  const ofLaptop = useLanguage()
  // Of the talk as it was chosen here: what the laptop has kept of it may be a moment behind.
  const [chosen, setChosen] = useState<Language | null>(null)
  const bank = useQuery(orpc.discovery.bank.queryOptions({ staleTime: Number.POSITIVE_INFINITY }))
  const [kept, setKept] = useState<Language | null>(null)
  const language = chosen ?? kept ?? ofLaptop
  const input = { opportunityId, language }
  const board = useQuery(orpc.discovery.board.queryOptions({ input, placeholderData: keepPreviousData }))
  const advice = useQuery(orpc.discovery.advice.queryOptions({ input, placeholderData: keepPreviousData }))
  const visit = useQuery(orpc.visits.get.queryOptions({ input: { visitId } }))
  const keptNow = board.data?.talkLanguage ?? null
  if (keptNow !== kept) setKept(keptNow)
  const talk = useMemo((): Talk | null => {
    if (bank.data === undefined || board.data === undefined || visit.data === undefined) return null
    return {
      bank: bank.data,
      board: board.data,
      advice: advice.data ?? null,
      visit: visit.data,
      current: currentAnswers(board.data.answers),
      names: namesOf(bank.data, board.data, advice.data, language),
      subjects: subjectsOf(bank.data, advice.data),
    }
  }, [bank.data, board.data, visit.data, advice.data, language])
  return {
    talk,
    language,
    chooseLanguage: setChosen,
    error: board.error ?? advice.error ?? visit.error ?? bank.error,
  }
}

/** Of several names that a vehicle goes by the longest: where it is told from another of its model. */
function namesOf(bank: Bank, board: Board, advice: Advice | undefined, language: Language): Names {
  const attributes = Object.entries(bank.attributeWords).map(([name, words]) => [name, words[language]])
  const picks = (advice?.shortlist.picks ?? []).map((pick) => ({ ...pick, id: pick.variantId }))
  const names = new Map<string, string>(nameVehicles(picks))
  for (const said of [board.subjectNames, advice?.next?.subjectNames ?? {}])
    for (const [id, name] of Object.entries(said))
      if (name.length > (names.get(id)?.length ?? 0)) names.set(id, name)
  return { ...Object.fromEntries(names), ...Object.fromEntries(attributes) }
}

function subjectsOf(bank: Bank, advice: Advice | undefined): Subjects {
  const inWords = attributeNames.filter((name) => bank.attributeWords[name] !== undefined)
  const first = (advice?.priorities ?? [])
    .map(({ attribute }) => attribute)
    .filter((attribute) => inWords.some((name) => name === attribute))
  return {
    vehicles: (advice?.shortlist.picks ?? []).map(({ variantId }) => variantId),
    attributes: [...new Set([...first, ...inWords])],
  }
}

/** Has everything read again that follows from what was said. */
export function useRefreshTalk(opportunityId: string): () => void {
  const { orpc } = useNorthstar()
  const queries = useQueryClient()
  return () => {
    for (const queryKey of [
      orpc.discovery.board.key({ input: { opportunityId } }),
      orpc.discovery.advice.key({ input: { opportunityId } }),
      orpc.discovery.timeline.key({ input: { opportunityId } }),
      orpc.discovery.coach.key({ input: { opportunityId } }),
      orpc.remarks.key(),
      orpc.readBack.key(),
      orpc.shortlist.key(),
      orpc.visits.key(),
    ])
      void queries.invalidateQueries({ queryKey })
  }
}

/** Takes back an answer that stands: what it had corrected stands again. */
export function useTakeBack(visit: Pick<Visit, 'opportunityId'>) {
  const { client } = useNorthstar()
  const refresh = useRefreshTalk(visit.opportunityId)
  return useMutation({
    scope: { id: `answers-${visit.opportunityId}` },
    mutationFn: (of: NonNullable<Board['undo']>) =>
      client.discovery.undo({ visitId: of.visitId, answerId: of.answerId }),
    onSettled: refresh,
  })
}
