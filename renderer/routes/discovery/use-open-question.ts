import { useCallback, useEffect, useRef, useState } from 'react'
import { useSearchParams } from 'react-router'
import { askedQuestion } from '../../../core/discovery/asked-question.ts'
import { templateOf } from '../../../core/discovery/question-ref.ts'
import { useNorthstar } from '../../northstar.tsx'
import { questionIdsAtHand } from './at-hand.ts'
import type { Talk } from './use-conversation.ts'

/**
 * Which question is open: the one that was open when the laptop was last on this conversation, until another is
 * tapped. `leaving` is what an open question wants done before it goes.
 */
export function useOpenQuestion(talk: Talk) {
  const { client } = useNorthstar()
  const { opportunityId } = talk.visit
  const [search, setSearch] = useSearchParams()
  const asked = search.get('ask')
  const [questionId, setQuestionId] = useState(talk.board.openQuestionId)
  const [cameFrom, setCameFrom] = useState<string | null>(null)
  const leaving = useRef<(() => void) | null>(null)
  const [failed, setFailed] = useState<unknown>(null)
  const go = useCallback(
    (next: string | null) => {
      leaving.current?.()
      setQuestionId((before) => {
        setCameFrom(before)
        return next
      })
      client.discovery.open({ opportunityId, questionId: next }).catch(setFailed)
    },
    [client, opportunityId],
  )
  const meant = asked === null ? null : meantBy(asked, talk)
  const isMeaningKnown = asked !== null && (meant !== null || talk.advice !== null)
  useEffect(() => {
    if (!isMeaningKnown) return
    if (meant !== null) go(meant)
    setSearch(
      (before) => {
        before.delete('ask')
        return before
      },
      { replace: true },
    )
  }, [isMeaningKnown, meant, go, setSearch])
  return { questionId, cameFrom, leaving, go, failed }
}

/** The question that an address asks for: of a template the first that can be made now, `null` where none can. */
function meantBy(asked: string, { bank, subjects }: Talk): string | null {
  if (askedQuestion(bank, asked) !== undefined) return asked
  const question = bank.topics
    .flatMap(({ questions }) => questions)
    .find(({ id }) => id === templateOf(asked))
  return (question && questionIdsAtHand(question, subjects)[0]) ?? null
}
