import { Button, SegmentedControl, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { BusyButton } from '../../components/busy-button.tsx'
import { Failure } from '../../components/fact.tsx'
import { Panel } from '../../components/panel.tsx'
import typed from '../../components/typed.module.css'
import { failureCode } from '../../failure.ts'
import { useLanguage, useNorthstar } from '../../northstar.tsx'
import { handToBrowser } from '../reports/hand-to-browser.ts'
import { counted } from './counted.ts'
import type { Standing } from './import-flow.tsx'
import styles from './imports.module.css'
import { PlanCounts } from './plan-counts.tsx'
import { PlanRows } from './plan-rows.tsx'

type PlanProps = {
  readonly standing: Standing
  readonly plan: NonNullable<Standing['plan']>
  readonly running: boolean
  readonly error: Error | null
  readonly onBack: () => void
  readonly onRun: () => void
  readonly onCancel: () => void
}

const shownAtOnce = 50
const pauseMs = 300
const shows = ['refused', 'changed', 'added'] as const
export type Show = (typeof shows)[number]

/** What the import would do, before anything of it is written: in figures, and row by row. */
export function Plan({ standing, plan, running, error, onBack, onRun, onCancel }: PlanProps) {
  const { t } = useTranslation('imports')
  const { orpc, client } = useNorthstar()
  const language = useLanguage()
  const { importId } = standing
  const { counts, rowsWithRefusals, rowsWithOlder, refusedCellsNotListed } = plan
  const rowsOf: Readonly<Record<Show, number>> = {
    refused: rowsWithRefusals,
    changed: counts.changed,
    added: counts.added,
  }
  const [show, setShow] = useState<Show>(shows.find((one) => rowsOf[one] > 0) ?? 'refused')
  const [words, setWords] = useState('')
  const [offset, setOffset] = useState(0)
  const [asked] = useDebouncedValue(words.trim(), pauseMs)
  const { data: page, error: notShown } = useQuery(
    orpc.imports.rows.queryOptions({
      input: { importId, language, show, words: asked, offset, limit: shownAtOnce },
      placeholderData: keepPreviousData,
      refetchOnWindowFocus: false,
    }),
  )
  const save = useMutation({
    mutationFn: () => client.imports.refused({ importId, language }),
    onSuccess: handToBrowser,
  })
  const wouldWrite = counts.added + counts.changed
  const isAnew = failureCode(error) === 'IMPORT_PLANNED_ANEW'
  return (
    <>
      <Panel title={t('plan.title')}>
        <p role="status">{t(isAnew ? 'plan.anew' : 'plan.text')}</p>
        <PlanCounts counts={counts} />
        {counts.refusedCells === 0 ? null : <p>{t('plan.cells', counted(counts.refusedCells))}</p>}
        {refusedCellsNotListed === 0 ? null : (
          <p className={styles.warn}>{t('plan.notListed', counted(refusedCellsNotListed))}</p>
        )}
        {rowsWithOlder === 0 ? null : (
          <p className={styles.warn}>{t('plan.rowsWithOlder', counted(rowsWithOlder))}</p>
        )}
        {wouldWrite === 0 ? (
          <p>{t(counts.rows > 0 && counts.refused === counts.rows ? 'plan.allRefused' : 'plan.nothing')}</p>
        ) : null}
        {isAnew ? null : <Failure error={error} />}
        <div className={styles.ways}>
          {wouldWrite === 0 ? null : (
            <BusyButton busy={running} onClick={onRun}>
              {t('plan.run', counted(wouldWrite))}
            </BusyButton>
          )}
          <Button variant="default" onClick={onBack}>
            {t('plan.back')}
          </Button>
          {rowsWithRefusals === 0 ? null : (
            <BusyButton variant="default" busy={save.isPending} onClick={() => save.mutate()}>
              {t('plan.save')}
            </BusyButton>
          )}
          <Button variant="subtle" onClick={onCancel}>
            {t('map.cancel')}
          </Button>
        </div>
        <Failure error={save.error} />
      </Panel>
      <section className={styles.rows} aria-label={t('plan.show')}>
        <div className={styles.rowsTop}>
          <SegmentedControl
            size="md"
            aria-label={t('plan.show')}
            value={show}
            data={shows.map((one) => ({
              value: one,
              label: t(`plan.${one}`, counted(rowsOf[one])),
            }))}
            onChange={(value) => {
              const chosen = shows.find((one) => one === value)
              if (chosen !== undefined) setShow(chosen)
              setOffset(0)
            }}
          />
          <TextInput
            className={`${styles.find} ${typed.words}`}
            type="search"
            autoComplete="off"
            spellCheck={false}
            maxLength={200}
            aria-label={t('plan.find')}
            placeholder={t('plan.find')}
            leftSection={<IconSearch aria-hidden size={20} stroke={1.6} />}
            value={words}
            onChange={(event) => {
              setWords(event.currentTarget.value)
              setOffset(0)
            }}
          />
        </div>
        <Failure error={notShown} />
        {page === undefined ? null : (
          <PlanRows
            page={page}
            show={show}
            words={asked}
            offset={offset}
            shownAtOnce={shownAtOnce}
            onOffset={setOffset}
          />
        )}
      </section>
    </>
  )
}
