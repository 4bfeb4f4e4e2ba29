import { Button } from '@mantine/core'
import { IconMinus, IconPlus } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Question } from '../../../core/discovery/question-bank.ts'
import { Tap, Taps } from '../../components/tap.tsx'
import { useLanguage } from '../../northstar.tsx'
import { numberAfterStep } from './answer-form.ts'
import styles from './question-panel.module.css'

type NumberAnswerProps = {
  readonly question: Extract<Question, { kind: 'number' }>
  readonly number: number | null
  readonly saved: number | null
  readonly readOnly: boolean
  readonly onNumber: (number: number) => void
  readonly onGive: (number: number) => void
  readonly children: ReactNode
}

/** A number: the likely ones as taps that save at once, any other by steps. */
export function NumberAnswer(props: NumberAnswerProps) {
  const { question, number, saved, readOnly, onNumber, onGive, children } = props
  const { t } = useTranslation('discovery')
  const language = useLanguage()
  const unit = question.unit[language]
  const isQuick = number !== null && question.quick.includes(number)
  const all = question.quick.length === question.max - question.min + 1
  return (
    <>
      <Taps label={question.ask[language]} min="6.5rem">
        {question.quick.map((quick) => (
          <Tap key={quick} disabled={readOnly} chosen={number === quick} onTap={() => onGive(quick)}>
            <span className="ns-figure">{t('panel.numberLabel', { number: quick, unit })}</span>
          </Tap>
        ))}
      </Taps>
      {all ? null : readOnly ? (
        number === null || isQuick ? null : (
          <p className={styles.standing}>{t('panel.numberLabel', { number, unit })}</p>
        )
      ) : (
        <div className={styles.stepper}>
          <span className="ns-soft">{t('panel.another')}</span>
          <button
            type="button"
            aria-label={t('panel.less')}
            onClick={() => onNumber(numberAfterStep(question, number, -1))}
          >
            <IconMinus aria-hidden size={22} />
          </button>
          <output aria-live="polite" className="ns-figure">
            {number === null ? '–' : t('panel.numberLabel', { number, unit })}
          </output>
          <button
            type="button"
            aria-label={t('panel.more')}
            onClick={() => onNumber(numberAfterStep(question, number, 1))}
          >
            <IconPlus aria-hidden size={22} />
          </button>
          {number !== null && number !== saved && !isQuick ? (
            <Button size="lg" onClick={() => onGive(number)}>
              {t('panel.saveNumber', { number, unit })}
            </Button>
          ) : null}
        </div>
      )}
      <Taps label={question.ask[language]} min="11.5rem">
        {children}
      </Taps>
    </>
  )
}
