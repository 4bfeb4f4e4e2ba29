import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useLanguage, useNorthstar, useSentence } from '../northstar.tsx'
import { screens } from '../routes.ts'
import { lineWords } from './line-words.ts'
import styles from './sync-line.module.css'
import { useTellNetwork } from './use-tell-network.ts'

const pollMs = 5_000

/** The state of sync as one sentence, always on the screen; leads to its screen where there is one. */
export function SyncLine() {
  const { t } = useTranslation()
  const { orpc } = useNorthstar()
  const language = useLanguage()
  const sentenceOf = useSentence()
  useTellNetwork()
  const status = useQuery(
    orpc.sync.status.queryOptions({
      input: { language },
      refetchInterval: pollMs,
      placeholderData: keepPreviousData,
    }),
  )
  const words = lineWords(
    {
      told: status.data?.sentence ?? null,
      failure: status.error === null ? null : sentenceOf(status.error),
    },
    { asking: t('sync.asking'), notKnown: (why) => t('sync.notKnown', { why }) },
  )
  if (!screens.some((screen) => screen.path === '/sync')) return <p className={styles.line}>{words}</p>
  return (
    <Link to="/sync" className={styles.line}>
      {words}
    </Link>
  )
}
