import { useEffect, useState } from 'react'
import { useNorthstar } from '../../northstar.tsx'
import { createDraftKeeper, type DraftStatus } from './draft-keeper.ts'

const delayMs = 350
const retryMs = 1_500

/** Keeps what is typed on one question; flushed when the window hides or the question is left. */
export function useDraft(opportunityId: string, questionId: string, keptAt: number | null) {
  const { client } = useNorthstar()
  const [status, setStatus] = useState<DraftStatus>(
    keptAt === null ? { type: 'idle' } : { type: 'kept', keptAt },
  )
  const [keeper] = useState(() =>
    createDraftKeeper({
      keep: (text) => client.discovery.keepDraft({ opportunityId, questionId, text }),
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
