import { Button, TextInput } from '@mantine/core'
import { IconArrowLeft, IconArrowRight } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { dayPlus, isDay } from './day-steps.ts'
import styles from './reports.module.css'

/** The day before, the day after, or any day up to today. */
export function DayChooser({ day, today }: { readonly day: string; readonly today: string }) {
  const { t } = useTranslation('reports')
  const navigate = useNavigate()
  const go = (to: string) => void navigate(to === today ? '/reports' : `/reports/${to}`)
  return (
    <nav aria-label={t('day.label')} className={styles.chooser}>
      <Button
        variant="default"
        onClick={() => go(dayPlus(day, -1))}
        leftSection={<IconArrowLeft aria-hidden size={20} stroke={1.6} className={styles.arrow} />}
      >
        {t('day.before')}
      </Button>
      <TextInput
        type="date"
        aria-label={t('day.choose')}
        className={styles.date}
        value={day}
        max={today}
        onChange={(event) => {
          const chosen = event.currentTarget.value
          if (isDay(chosen)) go(chosen)
        }}
      />
      <Button
        variant="default"
        disabled={day >= today}
        onClick={() => go(dayPlus(day, 1))}
        rightSection={<IconArrowRight aria-hidden size={20} stroke={1.6} className={styles.arrow} />}
      >
        {t('day.after')}
      </Button>
      {day === today ? null : (
        <Button variant="subtle" onClick={() => go(today)}>
          {t('day.today')}
        </Button>
      )}
    </nav>
  )
}
