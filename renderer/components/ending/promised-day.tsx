import { TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { dayText } from '../../clock-text.ts'
import { useDateLocale } from '../../northstar.tsx'
import { Tap, Taps } from '../tap.tsx'
import { dayAfter } from './booking.ts'

const usualDays = [7, 30, 60]

type PromisedDayProps = {
  /** `YYYY-MM-DD`, or empty when no day was promised. */
  readonly value: string
  readonly today: string
  readonly fault: string | null
  readonly onChange: (day: string) => void
}

/** The day a delivery is promised for: none, a usual one, or any other; always said back in words. */
export function PromisedDay({ value, today, fault, onChange }: PromisedDayProps) {
  const { t } = useTranslation('ending')
  const locale = useDateLocale()
  return (
    <>
      <h3>{t('promised')}</h3>
      <Taps label={t('promised')} min="9rem">
        <Tap chosen={value === ''} onTap={() => onChange('')}>
          {t('noDay')}
        </Tap>
        {usualDays.map((days) => (
          <Tap
            key={days}
            chosen={value === dayAfter(today, days)}
            onTap={() => onChange(dayAfter(today, days))}
          >
            {t('inDays', { count: days })}
          </Tap>
        ))}
      </Taps>
      <TextInput
        type="date"
        label={t('otherDay')}
        description={value === '' ? null : t('promisedOn', { day: dayText(value, locale) })}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        min={today}
        value={value}
        error={fault}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    </>
  )
}
