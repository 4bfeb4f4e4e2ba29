import { useTranslation } from 'react-i18next'
import styles from './five-years.module.css'
import type { Owned } from './five-years.tsx'

type Vehicle = Owned['vehicles'][number]
type Input = Owned['week']['lines'][number]

/** Every figure of the bars with how it is worked out, and the other figures that are worked out of each vehicle. */
export function FiveYearsTable({ owned: { vehicles, week } }: { readonly owned: Owned }) {
  const { t } = useTranslation('ownership')
  const [first] = vehicles
  if (first === undefined) return null
  return (
    <div className={styles.behind}>
      <div className={styles.scroll}>
        <table className={styles.table} data-columns={vehicles.length}>
          <caption className={styles.caption}>{t('table')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('what')}</th>
              {vehicles.map(({ variantId, name }) => (
                <th key={variantId} scope="col">
                  <bdi>{name}</bdi>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {first.parts.map(({ code, name }) => (
              <tr key={code}>
                <th scope="row">{name}</th>
                {vehicles.map((vehicle) => (
                  <Figure
                    key={vehicle.variantId}
                    figure={vehicle.parts.find((part) => part.code === code)}
                    isKnown={vehicle.parts.some((part) => part.code === code && part.amountMinor !== null)}
                  />
                ))}
              </tr>
            ))}
            <tr className={styles.total}>
              <th scope="row">{t('total')}</th>
              {vehicles.map(({ variantId, totalText }) => (
                <td key={variantId}>{totalText}</td>
              ))}
            </tr>
          </tbody>
          <tbody>
            {first.derived
              .filter(({ code }) => code !== totalCode)
              .map(({ code, name }) => (
                <tr key={code}>
                  <th scope="row">{name}</th>
                  {vehicles.map((vehicle) => {
                    const figure = vehicle.derived.find((derived) => derived.code === code)
                    return (
                      <Figure key={vehicle.variantId} figure={figure} isKnown={figure?.isKnown ?? false} />
                    )
                  })}
                </tr>
              ))}
          </tbody>
        </table>
      </div>
      {week.lines.length === 0 ? null : <Inputs title={t('week')} inputs={week.lines} />}
      {vehicles.map((vehicle) => (
        <Inputs
          key={vehicle.variantId}
          title={t('sources', { name: vehicle.name })}
          inputs={inputsOf(vehicle, week.lines)}
        />
      ))}
    </div>
  )
}

/** It stands as the table's own sum. */
const totalCode = 'fiveYearCost'

type FigureProps = {
  readonly figure: { readonly text: string; readonly formula: string } | undefined
  readonly isKnown: boolean
}

function Figure({ figure, isKnown }: FigureProps) {
  return (
    <td>
      <bdi className={isKnown ? styles.amount : 'ns-soft'}>{figure?.text}</bdi>
      <span className={styles.formula}>{figure?.formula}</span>
    </td>
  )
}

/** Each thing once, however many parts rest on it; what is of the week is said there. */
function inputsOf({ parts, derived }: Vehicle, week: readonly Input[]): readonly Input[] {
  const ofWeek = new Set(week.map(({ name }) => name))
  const byName = new Map(
    [...parts, ...derived].flatMap(({ inputs }) => inputs).map((input) => [input.name, input]),
  )
  return [...byName.values()].filter(({ name }) => !ofWeek.has(name))
}

function Inputs({ title, inputs }: { readonly title: string; readonly inputs: readonly Input[] }) {
  const { t } = useTranslation('ownership')
  if (inputs.length === 0) return null
  return (
    <section>
      <h3 className={styles.heading}>{title}</h3>
      <dl className={styles.inputs}>
        {inputs.map(({ name, text, source, asOf, isOld, isAssumed }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              <bdi>{text}</bdi>
              {isOld ? <span className={styles.mark}>{t('old')}</span> : null}
              <span className={styles.formula}>
                <bdi>{source}</bdi>
                {asOf === null || isAssumed ? null : (
                  <>
                    {' · '}
                    <bdi className={styles.date}>{asOf}</bdi>
                  </>
                )}
              </span>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
