import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { errorSentence } from '../../../contract/errors.ts'
import { assertNever } from '../../../core/assert-never.ts'
import { Failure } from '../../components/fact.tsx'
import { isolate } from '../../isolate.ts'
import { type Outputs, useLanguage, useNorthstar } from '../../northstar.tsx'
import { useSizeText } from '../backups/use-size-text.ts'
import styles from './settings.module.css'

type Standing = Outputs['updates']['state']['standing']

const pollMs = 10_000

/** Whether a later version is on its way to this laptop, and what stands in its way. It installs itself. */
export function Updates() {
  const { orpc } = useNorthstar()
  const language = useLanguage()
  const { data, error } = useQuery(orpc.updates.state.queryOptions({ refetchInterval: pollMs }))
  const standingText = useStandingText()
  const problem = data?.problem ?? null
  return (
    <>
      <Failure error={error} />
      {data === undefined ? null : <span role="status">{standingText(data.standing)}</span>}
      {problem === null ? null : (
        <span className={styles.warn}> {errorSentence(problem.code, problem.detail, language)}</span>
      )}
    </>
  )
}

function useStandingText(): (standing: Standing) => string {
  const { t } = useTranslation('settings')
  const language = useLanguage()
  const sizeText = useSizeText()
  const plain = (text: string) => isolate(text, language)
  return (standing) => {
    switch (standing.type) {
      case 'by-hand':
        return t('updates.byHand')
      case 'no-headoffice':
        return t('updates.noHeadoffice')
      case 'none':
        return t('updates.none')
      case 'fetching':
        return t('updates.fetching', {
          version: plain(standing.version),
          done: plain(sizeText(standing.done)),
          of: plain(sizeText(standing.of)),
        })
      case 'ready':
        return t('updates.ready', { version: plain(standing.version) })
      default:
        return assertNever(standing)
    }
  }
}
