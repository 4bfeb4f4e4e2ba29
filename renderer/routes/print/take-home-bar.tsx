import { Button, SegmentedControl } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { Language } from '../../../core/market/language.ts'
import { takeHomeToText } from '../../../core/take-home/take-home-text.ts'
import { BusyButton } from '../../components/busy-button.tsx'
import { Failure } from '../../components/fact.tsx'
import { TextToCopy } from '../../components/text-to-copy.tsx'
import { type Outputs, useAppState, useNorthstar } from '../../northstar.tsx'
import { handToBrowser } from '../reports/hand-to-browser.ts'
import styles from './take-home.module.css'

type TakeHomeBarProps = {
  readonly opportunityId: string
  readonly visitId: string | null
  readonly languages: Language[]
  /** `null` while there is nothing to take home. */
  readonly pages: Outputs['takeHome']['page']['pages'] | null
  readonly onLanguages: (languages: readonly Language[]) => void
}

/** What stands above the sheet on the screen and never on paper: its language, and the ways that it leaves. */
export function TakeHomeBar({ opportunityId, visitId, languages, pages, onLanguages }: TakeHomeBarProps) {
  const { t } = useTranslation('take-home')
  const { orpc, client } = useNorthstar()
  const { market } = useAppState()
  const asked = { opportunityId, languages }
  const text = pages?.map(takeHomeToText).join('\n\n') ?? ''
  // Each is written down first: what is on paper or in a message has left the laptop.
  const print = useMutation(orpc.takeHome.taking.mutationOptions({ onSuccess: () => window.print() }))
  const pdf = useMutation(
    orpc.takeHome.print.mutationOptions({
      onSuccess: (printed) => {
        if (printed.type === 'pdf') handToBrowser(printed.file)
      },
    }),
  )
  const copy = useMutation({
    mutationFn: async () => {
      await client.takeHome.taking({ ...asked, as: 'text' })
      return navigator.clipboard.writeText(text).then(
        () => 'copied' as const,
        () => 'by-hand' as const,
      )
    },
  })
  const choices = [
    ...market.languages.map((one) => ({
      value: one,
      label: <span lang={one}>{names[one]}</span>,
    })),
    ...(market.languages.length > 1 ? [{ value: market.languages.join(','), label: t('both') }] : []),
  ]
  const isNamed = pages?.some(({ forName }) => forName !== null) === true
  return (
    <nav aria-label={t('bar')} className={styles.bar}>
      {choices.length < 2 ? null : (
        <SegmentedControl
          aria-label={t('languages')}
          value={languages.join(',')}
          onChange={(chosen) =>
            onLanguages(market.languages.filter((one) => chosen.split(',').includes(one)))
          }
          data={choices}
        />
      )}
      <BusyButton
        busy={print.isPending}
        disabled={pages === null}
        onClick={() => print.mutate({ ...asked, as: 'print' })}
      >
        {t('print')}
      </BusyButton>
      <BusyButton
        variant="default"
        busy={pdf.isPending}
        disabled={pages === null}
        onClick={() => pdf.mutate(asked)}
      >
        {t('pdf')}
      </BusyButton>
      <BusyButton
        variant="default"
        busy={copy.isPending}
        disabled={pages === null}
        onClick={() => copy.mutate()}
      >
        {t('copy')}
      </BusyButton>
      <Button component={Link} to={backTo(opportunityId, visitId)} variant="subtle">
        {t('back')}
      </Button>
      <p className={styles.hint}>
        {[t('hint', { paper: market.paper }), pages === null ? null : t(isNamed ? 'named' : 'unnamed')]
          .filter((sentence) => sentence !== null)
          .join(' ')}
      </p>
      <div role="status" className={styles.said}>
        {copy.data === 'copied' ? <p>{t('copied')}</p> : null}
        {copy.data === 'by-hand' ? <TextToCopy hint={t('copyByHand')} text={text} /> : null}
        {pdf.data?.type === 'pdf' ? (
          <p>
            {t('handed')} <bdi>{pdf.data.file.fileName}</bdi>
          </p>
        ) : null}
        {pdf.data?.type === 'print-page' ? <p>{pdf.data.sentence}</p> : null}
      </div>
      <Failure error={print.error ?? pdf.error ?? copy.error} />
    </nav>
  )
}

const names: Readonly<Record<Language, string>> = { en: 'English', ur: 'اردو' }

function backTo(opportunityId: string, visitId: string | null): string {
  return `/shortlist/${opportunityId}${visitId === null ? '' : `?visit=${visitId}`}`
}
