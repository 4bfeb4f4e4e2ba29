import { Select } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Failure } from '../../components/fact.tsx'
import { useNorthstar } from '../../northstar.tsx'
import styles from './pricing.module.css'
import type { PriceAnswer } from './use-price.ts'

type PriceFactsProps = {
  readonly facts: PriceAnswer['facts']
  readonly onChoose: (fact: string, code: string | null) => void
}

/** No code of a market is empty. */
const eachSide = ''

/** Who buys, where and how: what the price goes by, each with why it is taken to be so. */
export function PriceFacts({ facts, onChoose }: PriceFactsProps) {
  const { t } = useTranslation('pricing')
  const { orpc } = useNorthstar()
  const keep = useMutation(orpc.pricing.keepFact.mutationOptions())
  if (facts.length === 0) return null
  return (
    <section aria-label={t('goesBy')}>
      <div className={styles.facts}>
        {facts.map(({ code, name, values, chosen, why, showsSides, isKept }) => (
          <Select
            key={code}
            label={name}
            description={why}
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            allowDeselect={false}
            value={chosen ?? eachSide}
            data={[
              ...(showsSides || chosen === null ? [{ value: eachSide, label: t('showEach') }] : []),
              ...values.map((value) => ({ value: value.code, label: value.name })),
            ]}
            onChange={(value) => {
              const next = value === null || value === eachSide ? null : value
              onChoose(code, next)
              if (isKept && next !== null) keep.mutate({ fact: code, code: next })
            }}
          />
        ))}
      </div>
      <Failure error={keep.error} />
    </section>
  )
}
