import { useMutation } from '@tanstack/react-query'
import { type ReactNode, type SubmitEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Answer, AnswerValue } from '../../../core/discovery/answer.ts'
import type { Question } from '../../../core/discovery/question-bank.ts'
import { formatMoney } from '../../../core/market/format-money.ts'
import { BusyButton } from '../../components/busy-button.tsx'
import { Failure } from '../../components/fact.tsx'
import { MoneyField } from '../../components/money-field.tsx'
import { Tap, Taps } from '../../components/tap.tsx'
import { failureCode } from '../../failure.ts'
import { useAppState, useNorthstar } from '../../northstar.tsx'
import styles from './question-panel.module.css'

type MoneyAnswerProps = {
  readonly question: Extract<Question, { kind: 'money-range' }>
  readonly answer: Answer | null
  readonly readOnly: boolean
  readonly onGive: (value: Extract<AnswerValue, { type: 'money-range' }>) => void
  readonly children: ReactNode
}

/** A range of money: likely limits as taps in the market's words, any other as the customer says it. */
export function MoneyAnswer({ question, answer, readOnly, onGive, children }: MoneyAnswerProps) {
  const { t } = useTranslation('discovery')
  const { client } = useNorthstar()
  const { market, language } = useAppState()
  const currency = market.currency.code
  const hint = t('panel.amountHint', { said: market.examples.said[language] })
  const range = answer?.value?.type === 'money-range' ? answer.value : null
  const short = (amountMinor: number) => formatMoney({ amountMinor, currency }, market, language, 'short')
  const [texts, setTexts] = useState({ atLeast: '', atMost: '' })
  const [asked, setAsked] = useState(false)
  const read = useMutation({
    mutationFn: async ({ atLeast, atMost }: typeof texts) => ({
      atLeast: atLeast.trim() === '' ? null : (await client.discovery.readMoney({ text: atLeast })).money,
      atMost: (await client.discovery.readMoney({ text: atMost })).money,
    }),
    onSuccess: ({ atLeast, atMost }) => {
      // Written the wrong way round, a range is still a range.
      const turned = atLeast !== null && atLeast.amountMinor > atMost.amountMinor
      onGive({
        type: 'money-range',
        atLeast: turned ? atMost : atLeast,
        atMost: turned ? atLeast : atMost,
      })
      setTexts({ atLeast: '', atMost: '' })
      setAsked(false)
    },
  })
  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault()
    setAsked(true)
    if (texts.atMost.trim() !== '' && !read.isPending) read.mutate(texts)
  }
  const isQuick = range?.atLeast === null && question.quickAtMost.includes(range.atMost.amountMinor)
  return (
    <>
      <Taps label={question.ask[language]} min="9.5rem">
        {question.quickAtMost.map((amountMinor) => (
          <Tap
            key={amountMinor}
            disabled={readOnly}
            chosen={range?.atLeast === null && range.atMost.amountMinor === amountMinor}
            onTap={() => onGive({ type: 'money-range', atLeast: null, atMost: { amountMinor, currency } })}
          >
            {t('panel.upTo', { amount: short(amountMinor) })}
          </Tap>
        ))}
        {children}
      </Taps>
      {range === null || isQuick ? null : (
        <p className={styles.standing}>
          {range.atLeast === null
            ? t('panel.upTo', { amount: short(range.atMost.amountMinor) })
            : t('panel.between', {
                from: short(range.atLeast.amountMinor),
                to: short(range.atMost.amountMinor),
              })}
        </p>
      )}
      {readOnly ? null : (
        <form className={styles.range} onSubmit={submit} noValidate>
          <MoneyField
            label={t('panel.atLeast')}
            description={hint}
            say={(text) => t('panel.amountRead', { text })}
            value={texts.atLeast}
            onChange={(atLeast) => setTexts((before) => ({ ...before, atLeast }))}
          />
          <MoneyField
            label={t('panel.atMost')}
            description={hint}
            say={(text) => t('panel.amountRead', { text })}
            value={texts.atMost}
            fault={asked && texts.atMost.trim() === '' ? t('panel.needAtMost') : null}
            onChange={(atMost) => setTexts((before) => ({ ...before, atMost }))}
          />
          <BusyButton type="submit" busy={read.isPending} variant="default">
            {t('panel.saveRange')}
          </BusyButton>
        </form>
      )}
      {/* What cannot be read as an amount is said at its field. */}
      <Failure error={failureCode(read.error) === 'MONEY_NOT_VALID' ? null : read.error} />
    </>
  )
}
