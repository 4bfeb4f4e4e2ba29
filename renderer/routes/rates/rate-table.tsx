import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useDateLocale } from '../../northstar.tsx'
import { bySource, type SourceGroup } from './by-source.ts'
import { asOfText, shortDay } from './date-words.ts'
import type { RateKind, RateLine, RateView } from './find-rates.ts'
import { RateMore, RateNote } from './rate-more.tsx'
import styles from './rates.module.css'

type RateTableProps = {
  readonly kind: RateKind
  /** A manager's way to change a line, `null` for anybody else. */
  readonly onChange: ((line: RateLine) => void) | null
}

/** The rows of one kind of rate, under their source where several have the same. */
export function RateTables({ kind, onChange }: RateTableProps) {
  return bySource(kind.lines).map(({ shared, lines }) => (
    <div key={lines[0]?.applies}>
      {shared === null ? null : (
        <div className={styles.shared}>
          <Source view={shared} />
          <RateNote note={shared.note} name={kind.name} />
        </div>
      )}
      <Table kind={kind} lines={lines} shared={shared} onChange={onChange} />
    </div>
  ))
}

type TableProps = RateTableProps & Pick<SourceGroup, 'shared' | 'lines'>

/** For what, how much, since when, and who says so where it is not said above. */
function Table({ kind, lines, shared, onChange }: TableProps) {
  const { t } = useTranslation('rates')
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col">{t('columns.applies')}</th>
          <th scope="col">{t('columns.value')}</th>
          <th scope="col">{t('columns.from')}</th>
          <th scope="col">{t('columns.source')}</th>
          {onChange === null ? null : (
            <th scope="col">
              <span className={styles.hidden}>{t('columns.change')}</span>
            </th>
          )}
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <Row key={line.applies} kind={kind} line={line} shared={shared} onChange={onChange} />
        ))}
      </tbody>
    </table>
  )
}

type RowProps = RateTableProps & {
  readonly line: RateLine
  /** Whose source is said above. */
  readonly shared: RateView | null
}

function Row({ kind, line, shared, onChange }: RowProps) {
  const { t } = useTranslation('rates')
  const locale = useDateLocale()
  const { current, toCome, ended, appliesText } = line
  const lastKnown = current === null ? ended[0] : undefined
  return (
    <tr>
      <th scope="row">{appliesText}</th>
      <td>
        {current === null ? (
          <span className="ns-soft">{t('notInForce')}</span>
        ) : (
          <strong className={styles.value}>{current.valueText}</strong>
        )}
        {lastKnown === undefined ? null : (
          <p className="ns-soft ns-small">
            {t(lastKnown.until === null ? 'was' : 'wasUntil', {
              value: lastKnown.valueText,
              from: shortDay(lastKnown.from, locale),
              until: lastKnown.until === null ? '' : shortDay(lastKnown.until, locale),
            })}
          </p>
        )}
        {toCome.map((next) => (
          <p key={next.from} className="ns-soft ns-small">
            {t('toCome', { value: next.valueText, day: shortDay(next.from, locale) })}
          </p>
        ))}
      </td>
      <td>
        {current === null ? null : shortDay(current.from, locale)}
        {current?.until ? (
          <p className="ns-soft ns-small">{t('until', { day: shortDay(current.until, locale) })}</p>
        ) : null}
      </td>
      <td>
        {current === null ? (
          lastKnown && <Source view={lastKnown} />
        ) : shared === null ? (
          <Source view={current} />
        ) : (
          <p className="ns-soft ns-small">{t('asAbove')}</p>
        )}
        <RateMore kind={kind} line={line} shared={shared} canTakeBack={onChange !== null} />
      </td>
      {onChange === null ? null : (
        <td className={styles.way}>
          <Button
            variant="default"
            aria-label={t('changeOf', { rate: kind.name, applies: appliesText })}
            onClick={() => onChange(line)}
          >
            {t('change')}
          </Button>
        </td>
      )}
    </tr>
  )
}

/** Who says so, how sure it is, and how old. */
function Source({ view }: { readonly view: RateView }) {
  const { t } = useTranslation('rates')
  const locale = useDateLocale()
  const { source, status, asOf, age, setBy } = view
  return (
    <>
      <p className={styles.source}>
        <bdi>{source}</bdi>
      </p>
      <p className={`${styles.facts} ns-small`}>
        <span className={styles.chip} data-status={status}>
          {t(`status.${status}`)}
        </span>
        <span className="ns-soft">
          {t('asOf', { date: asOfText(asOf, locale), age })}
          {setBy === null ? null : ` · ${t('setBy', { name: `\u2068${setBy}\u2069` })}`}
        </span>
      </p>
    </>
  )
}
