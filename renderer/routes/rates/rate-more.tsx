import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { BusyButton } from '../../components/busy-button.tsx'
import { Failure } from '../../components/fact.tsx'
import { useDateLocale, useNorthstar } from '../../northstar.tsx'
import { shortDay } from './date-words.ts'
import type { RateKind, RateLine, RateView } from './find-rates.ts'
import styles from './rates.module.css'

type RateMoreProps = {
  readonly kind: RateKind
  readonly line: RateLine
  /** Whose note is said elsewhere. */
  readonly shared: RateView | null
  readonly canTakeBack: boolean
}

/** What else is known of a rate, folded away: a word about its source, what was before it, and what the store set. */
export function RateMore({ kind, line, shared, canTakeBack }: RateMoreProps) {
  const { t } = useTranslation('rates')
  const { current, toCome, ended, appliesText } = line
  const setHere = canTakeBack
    ? [...(current ? [current] : []), ...toCome, ...ended].filter(({ status }) => status === 'set-here')
    : []
  const notes = [current, ...toCome, ...ended].flatMap((view) =>
    view?.note && view.note !== shared?.note ? [view.note] : [],
  )
  if (notes.length + ended.length + setHere.length === 0 && !current?.replaced) return null
  return (
    <details className={styles.more}>
      <summary aria-label={t('moreOf', { rate: kind.name, applies: appliesText })}>{t('more')}</summary>
      <div className={styles.folded}>
        {[...new Set(notes)].map((note) => (
          <p key={note} dir="auto" className="ns-small">
            {note}
          </p>
        ))}
        {current?.replaced ? (
          <p className="ns-small">
            {t('replaced', {
              value: current.replaced.valueText,
              source: `\u2068${current.replaced.source}\u2069`,
            })}
          </p>
        ) : null}
        {ended.length === 0 ? null : <History ended={ended} />}
        {setHere.map((view) => (
          <TakeBack key={view.from} rate={kind.code} applies={line.applies} view={view} />
        ))}
      </div>
    </details>
  )
}

/** A word about a source, folded away; nothing where there is none. */
export function RateNote({ note, name }: { readonly note: string; readonly name: string }) {
  const { t } = useTranslation('rates')
  if (note === '') return null
  return (
    <details className={styles.more}>
      <summary aria-label={t('noteOf', { rate: name })}>{t('note')}</summary>
      <p dir="auto" className={`${styles.folded} ns-small`}>
        {note}
      </p>
    </details>
  )
}

function History({ ended }: { readonly ended: readonly RateView[] }) {
  const { t } = useTranslation('rates')
  const locale = useDateLocale()
  return (
    <div className="ns-small">
      <p className="ns-soft">{t('history')}</p>
      <ul className={styles.history}>
        {ended.map(({ from, until, valueText, source }) => (
          <li key={from}>
            {t(until === null ? 'was' : 'wasUntil', {
              value: valueText,
              from: shortDay(from, locale),
              until: until === null ? '' : shortDay(until, locale),
            })}{' '}
            · <bdi className="ns-soft">{source}</bdi>
          </li>
        ))}
      </ul>
    </div>
  )
}

type TakeBackProps = { readonly rate: string; readonly applies: string; readonly view: RateView }

function TakeBack({ rate, applies, view }: TakeBackProps) {
  const { t } = useTranslation('rates')
  const { orpc } = useNorthstar()
  const locale = useDateLocale()
  const queries = useQueryClient()
  const takeBack = useMutation(
    orpc.rates.takeBack.mutationOptions({
      onSettled: () => queries.invalidateQueries({ queryKey: orpc.rates.key() }),
    }),
  )
  return (
    <div>
      <BusyButton
        variant="default"
        busy={takeBack.isPending}
        onClick={() => takeBack.mutate({ rate, applies, from: view.from, seen: view.seen })}
      >
        {t('takeBackOf', { value: view.valueText, day: shortDay(view.from, locale) })}
      </BusyButton>
      <Failure error={takeBack.error} />
    </div>
  )
}
