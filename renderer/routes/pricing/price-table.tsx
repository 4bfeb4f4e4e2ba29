import { Button } from '@mantine/core'
import { Fragment, type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useOnRoad } from '../../use-on-road.ts'
import styles from './pricing.module.css'
import { ToldAmount } from './told-amount.tsx'
import type { PriceAnswer, PriceLine, PriceSide } from './use-price.ts'

type PriceTableProps = {
  readonly sides: readonly PriceSide[]
  readonly canAdd: PriceAnswer['canAdd']
  /** `null` where nothing can be typed in: a quote is as it is. */
  readonly onTell: ((code: string, amountMinor: number | null) => void) | null
}

/** What a price is made of, line by line, a column for each side of what is not sure. */
export function PriceTable({ sides, canAdd, onTell }: PriceTableProps) {
  const { t } = useTranslation('pricing')
  const onRoad = useOnRoad()
  const [telling, setTelling] = useState<string | null>(null)
  const rows = rowsOf(sides)
  const columns = sides.length + 1
  return (
    <table className={`${styles.table} ${styles.lines}`}>
      <thead>
        <tr>
          <th scope="col">{t('columns.line')}</th>
          {sides.map(({ label }) => (
            <th key={label} scope="col" className={styles.amount}>
              {label ?? t('columns.amount')}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((lines) => {
          const [line] = lines.flatMap((one) => one ?? [])
          if (!line) return null
          return (
            <Fragment key={line.code}>
              <tr>
                <th scope="row">
                  <Whence lines={lines} sides={sides}>
                    {line.name}
                    <span className={`${styles.beside} ns-soft ns-small`}>
                      {t('toPayee', { payee: line.payee, basis: line.basisText })}
                      {line.asOfText === null ? null : ` · ${line.asOfText}`}
                    </span>
                  </Whence>
                  {oldNotes(lines).map((note) => (
                    <p key={note} className={styles.warn}>
                      {note}
                    </p>
                  ))}
                </th>
                {lines.map((one, at) => (
                  <td key={sides[at]?.label} className={styles.amount}>
                    {one === null ? null : (
                      <bdi className={one.amountMinor === null ? 'ns-soft' : undefined}>{one.amountText}</bdi>
                    )}
                    {at > 0 || onTell === null || one === null ? null : (
                      <TellWay line={one} onTell={onTell} onAsk={() => setTelling(line.code)} />
                    )}
                  </td>
                ))}
              </tr>
              {telling === line.code && onTell !== null ? (
                <tr>
                  <td colSpan={columns}>
                    <ToldAmount
                      name={line.name}
                      onCancel={() => setTelling(null)}
                      onTell={(amountMinor) => {
                        setTelling(null)
                        onTell(line.code, amountMinor)
                      }}
                    />
                  </td>
                </tr>
              ) : null}
            </Fragment>
          )
        })}
        {onTell === null
          ? null
          : canAdd.map(({ code, name }) => (
              <tr key={code}>
                <td colSpan={columns}>
                  {telling === code ? (
                    <ToldAmount
                      name={name}
                      onCancel={() => setTelling(null)}
                      onTell={(amountMinor) => {
                        setTelling(null)
                        onTell(code, amountMinor)
                      }}
                    />
                  ) : (
                    <Button variant="subtle" className={styles.add} onClick={() => setTelling(code)}>
                      {t('add', { name })}
                    </Button>
                  )}
                </td>
              </tr>
            ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">{t('total', onRoad)}</th>
          {sides.map(({ label, price }) => (
            <td key={label} className={styles.amount}>
              <bdi>{price.totalText}</bdi>
            </td>
          ))}
        </tr>
      </tfoot>
    </table>
  )
}

type TellWayProps = {
  readonly line: PriceLine
  readonly onTell: (code: string, amountMinor: number | null) => void
  readonly onAsk: () => void
}

/** The way to type an amount in, or to take it out again. */
function TellWay({ line, onTell, onAsk }: TellWayProps) {
  const { t } = useTranslation('pricing')
  if (!line.canBeTold) return null
  return line.isTold ? (
    <Button
      variant="subtle"
      className={styles.tell}
      aria-label={t('takeBackOf', { name: line.name })}
      onClick={() => onTell(line.code, null)}
    >
      {t('takeBack')}
    </Button>
  ) : (
    <Button
      variant="subtle"
      className={styles.tell}
      aria-label={t('tellOf', { name: line.name })}
      onClick={onAsk}
    >
      {t('tell')}
    </Button>
  )
}

type WhenceProps = {
  readonly lines: readonly (PriceLine | null)[]
  readonly sides: readonly PriceSide[]
  readonly children: ReactNode
}

/** A line's name, which opens on its rule, its source and what else is to be known of it. */
function Whence({ lines, sides, children }: WhenceProps) {
  const { t } = useTranslation('pricing')
  const known = lines.flatMap((line, at) => (line === null ? [] : [{ line, side: sides[at]?.label ?? null }]))
  const same = new Set(known.map(({ line }) => JSON.stringify([line.ruleText, line.sourceText]))).size === 1
  const said = same ? known.slice(0, 1).map(({ line }) => ({ line, side: null })) : known
  return (
    <details className={styles.more}>
      <summary>
        <span>{children}</span>
      </summary>
      {said.map(({ line, side }) => (
        <dl key={side} className={styles.whence}>
          {line.ruleText === null ? null : (
            <div>
              <dt>{side === null ? t('rule') : t('sideRule', { side })}</dt>
              <dd>
                <bdi>{line.ruleText}</bdi>
              </dd>
            </div>
          )}
          {line.sourceText === null ? null : (
            <div>
              <dt>{t('source')}</dt>
              <dd>
                <bdi>{line.sourceText}</bdi>
              </dd>
            </div>
          )}
          {line.note === null || line.isOld ? null : <p>{line.note}</p>}
        </dl>
      ))}
    </details>
  )
}

/** That a rate of the line is old, on whichever side. */
function oldNotes(lines: readonly (PriceLine | null)[]): readonly string[] {
  return [...new Set(lines.flatMap((line) => (line?.isOld ? (line.note ?? []) : [])))]
}

/** A line of each side beside one another, in the order of the sides. */
function rowsOf(sides: readonly PriceSide[]): readonly (readonly (PriceLine | null)[])[] {
  const codes = new Set(sides.flatMap(({ price }) => price.lines.map(({ code }) => code)))
  return [...codes].map((code) =>
    sides.map(({ price }) => price.lines.find((line) => line.code === code) ?? null),
  )
}
