import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { type Outputs, useLanguage, useNorthstar } from '../../northstar.tsx'
import { Failure } from '../fact.tsx'
import styles from './five-years.module.css'
import { FiveYearsTable } from './five-years-table.tsx'
import { stacksOf } from './stacked.ts'

declare module 'react' {
  interface CSSProperties {
    '--length'?: string
    '--from'?: string
  }
}

export type Owned = Outputs['ownership']['fiveYears']

type FiveYearsProps = {
  readonly opportunityId: string
  /** One to four, in the order in which they are shown. */
  readonly variantIds: readonly string[]
}

/** What vehicles cost over five years in the customer's own week: a bar each, and every figure with its source behind. */
export function FiveYears({ opportunityId, variantIds }: FiveYearsProps) {
  const { orpc } = useNorthstar()
  const language = useLanguage()
  const { data, error } = useQuery(
    orpc.ownership.fiveYears.queryOptions({
      input: { opportunityId, variantIds: [...variantIds], language },
      enabled: variantIds.length > 0,
    }),
  )
  return (
    <>
      <Failure error={error} />
      {data === undefined || data.vehicles.length === 0 ? null : <OwningCosts owned={data} />}
    </>
  )
}

function OwningCosts({ owned }: { readonly owned: Owned }) {
  const { t } = useTranslation('ownership')
  const { vehicles, week, rounding } = owned
  const stacks = stacksOf(vehicles)
  const isDrawn = new Set(stacks.flatMap(({ pieces }) => pieces.map(({ code }) => code)))
  const [first] = vehicles
  const missingInAll = (first?.missing ?? []).filter((name) =>
    vehicles.every(({ missing }) => missing.includes(name)),
  )
  return (
    <div className={styles.owning}>
      <p className={styles.week}>{week.text}</p>
      <figure className={styles.chart}>
        <figcaption className="ns-soft ns-small">{t('caption')}</figcaption>
        <ul className={styles.vehicles}>
          {vehicles.map((vehicle, place) => (
            <VehicleBar
              key={vehicle.variantId}
              vehicle={vehicle}
              stack={stacks[place]}
              missing={vehicle.missing.filter((name) => !missingInAll.includes(name))}
            />
          ))}
        </ul>
        <ul className={styles.keys} aria-hidden="true">
          {first?.parts
            .filter(({ code }) => isDrawn.has(code))
            .map(({ code, name }) => (
              <li key={code}>
                <span className={styles.key} data-part={code} />
                {name}
              </li>
            ))}
          {stacks.some(({ isOpen }) => isOpen) ? (
            <li>
              <span className={styles.key} data-part="open" />
              {t('open')}
            </li>
          ) : null}
          {stacks.some(({ reach }) => reach !== null) ? (
            <li>
              <span className={styles.key} data-part="reach" />
              {t('reach')}
            </li>
          ) : null}
        </ul>
      </figure>
      {missingInAll.length === 0 ? null : <p>{t('missing', { list: missingInAll.join(t('comma')) })}</p>}
      <p className="ns-soft ns-small">{rounding}</p>
      <details className={styles.folded}>
        <summary>{t('figures')}</summary>
        <FiveYearsTable owned={owned} />
      </details>
    </div>
  )
}

type VehicleBarProps = {
  readonly vehicle: Owned['vehicles'][number]
  readonly stack: ReturnType<typeof stacksOf>[number] | undefined
  /** What of it alone is in no total, so that its bar is shorter than beside the others it should be. */
  readonly missing: readonly string[]
}

/** The total in words, and its parts as a bar; whoever does not see the bar is told each part. */
function VehicleBar({ vehicle: { name, amountText, parts }, stack, missing }: VehicleBarProps) {
  const { t } = useTranslation('ownership')
  const list = parts.map((part) => t('part', { name: part.name, text: part.text })).join(t('comma'))
  return (
    <li>
      <p className={styles.line}>
        <bdi className={styles.name}>{name}</bdi> <bdi>{amountText}</bdi>
      </p>
      <p className={styles.told}>{list}</p>
      {missing.length === 0 ? null : (
        <p className={styles.short}>{t('short', { list: missing.join(t('comma')) })}</p>
      )}
      <div className={styles.track} aria-hidden="true">
        <div className={styles.bar}>
          {stack?.pieces.map(({ code, length }) => (
            <span key={code} data-part={code} style={{ '--length': percent(length) }} />
          ))}
          {stack?.isOpen ? <span data-part="open" /> : null}
        </div>
        {stack?.reach ? (
          <span
            className={styles.reach}
            style={{ '--from': percent(stack.reach.from), '--length': percent(stack.reach.length) }}
          />
        ) : null}
      </div>
    </li>
  )
}

const percent = (share: number): string => `${Math.round(share * 1000) / 10}%`
