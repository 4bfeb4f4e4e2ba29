import { NativeSelect } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { BusyButton } from '../../components/busy-button.tsx'
import { Panel } from '../../components/panel.tsx'
import styles from './imports.module.css'

export interface Years {
  readonly fromYear: number | null
  readonly toYear: number | null
}

type ChooseYearsProps = {
  readonly years: Years
  /** Ascending. */
  readonly modelYears: readonly number[]
  readonly busy: boolean
  readonly onYears: (years: Years) => void
  readonly onPlan: (years: Years) => void
  readonly children: ReactNode
}

/** Of a file whose columns are known beforehand, which model years go in. */
export function ChooseYears({ years, modelYears, busy, onYears, onPlan, children }: ChooseYearsProps) {
  const { t } = useTranslation('imports')
  const { fromYear, toYear } = years
  const choices = modelYears.map(String).toReversed()
  return (
    <Panel title={t('epa.title')}>
      <p className="ns-soft">{t('epa.text')}</p>
      <div className={styles.years}>
        <NativeSelect
          size="md"
          label={t('epa.from')}
          data={choices}
          value={String(fromYear ?? modelYears[0] ?? '')}
          onChange={(event) => {
            const from = Number(event.currentTarget.value)
            onYears({ fromYear: from, toYear: toYear === null ? null : Math.max(from, toYear) })
          }}
        />
        <NativeSelect
          size="md"
          label={t('epa.to')}
          data={choices}
          value={String(toYear ?? modelYears.at(-1) ?? '')}
          onChange={(event) => {
            const to = Number(event.currentTarget.value)
            onYears({ toYear: to, fromYear: fromYear === null ? null : Math.min(to, fromYear) })
          }}
        />
      </div>
      <div className={styles.ways}>
        <BusyButton busy={busy} onClick={() => onPlan({ fromYear, toYear })}>
          {t('map.plan')}
        </BusyButton>
        {children}
      </div>
    </Panel>
  )
}
