import { useEffect, useState } from 'react'
import { useNorthstar } from '../../northstar.tsx'
import { createDraftKeeper, type DraftStatus } from './draft-keeper.ts'

const delayMs = 350
const retryMs = 1_500

/** Keeps what is typed as a remark, before it is saved as one; flushed when the window hides or the board is left. */
export function useRemarkDraft(opportunityId: string) {
  const { client } = useNorthstar()
  const [status, setStatus] = useState<DraftStatus>({ type: 'idle' })
  const [keeper] = useState(() =>
    createDraftKeeper({
      keep: (text) => client.remarks.keepDraft({ opportunityId, text }),
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
