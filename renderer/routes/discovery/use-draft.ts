import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { type Board, useNorthstar } from '../../northstar.tsx'
import { createDraftKeeper, type DraftStatus } from './draft-keeper.ts'

const delayMs = 350
const retryMs = 1_500

/** Keeps what is typed on one question; flushed when the window hides or the question is left. */
export function useDraft(opportunityId: string, questionId: string, keptAt: number | null) {
  const { client, orpc } = useNorthstar()
  const queries = useQueryClient()
  const [status, setStatus] = useState<DraftStatus>(
    keptAt === null ? { type: 'idle' } : { type: 'kept', keptAt },
  )
  const [keeper] = useState(() =>
    createDraftKeeper({
      keep: async (text) => {
        const kept = await client.discovery.keepDraft({ opportunityId, questionId, text })
        // The board shows it when the question is left, and the question when it is opened again.
        queries.setQueriesData<Board>(
          { queryKey: orpc.discovery.board.key({ input: { opportunityId } }) },
          (board) =>
            board === undefined
              ? board
              : { ...board, drafts: withDraft(board.drafts, { questionId, text, ...kept }) },
        )
        return kept
      },
      onStatus: setStatus,
      delayMs,
      retryMs,
    }),
  )
  useEffect(() => {
    const flush = () => keeper.flush()
    document.addEventListener('visibilitychange', flush)
    window.addEventListener('pagehide', flush)
    return () => {
      document.removeEventListener('visibilitychange', flush)
      window.removeEventListener('pagehide', flush)
      flush()
    }
  }, [keeper])
  return { keeper, status }
}

type Draft = Board['drafts'][number]

function withDraft(drafts: readonly Draft[], draft: Draft): Draft[] {
  const others = drafts.filter(({ questionId }) => questionId !== draft.questionId)
  return draft.text === '' ? others : [...others, draft]
}
