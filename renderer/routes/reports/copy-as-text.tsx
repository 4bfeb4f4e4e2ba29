import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { dailySummaryToText } from '../../../core/reports/daily-summary-text.ts'
import { TextToCopy } from '../../components/text-to-copy.tsx'
import { type Outputs, useDateLocale, useLanguage } from '../../northstar.tsx'
import styles from './reports.module.css'

/**
 * Puts the summary on the clipboard as short text. Where the clipboard is closed to the page the text is shown and
 * selected instead, to be copied by hand.
 */
export function CopyAsText({ summary }: { readonly summary: Outputs['reports']['daily'] }) {
  const { t } = useTranslation('reports')
  const language = useLanguage()
  const text = dailySummaryToText(summary, language, useDateLocale())
  const copy = useMutation({ mutationFn: () => navigator.clipboard.writeText(text) })
  return (
    <>
      <Button variant="default" px="xs" onClick={() => copy.mutate()}>
        {t('exports.copy')}
      </Button>
      <div role="status" className={`${styles.said} ${styles.wide}`}>
        {copy.isSuccess ? <p className="ns-soft ns-small">{t('exports.copied')}</p> : null}
        {copy.isError ? <TextToCopy hint={t('exports.copyByHand')} text={text} /> : null}
      </div>
    </>
  )
}
