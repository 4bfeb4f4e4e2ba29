import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { paintOf } from '../../../core/catalogue/paint.ts'
import { dayText } from '../../clock-text.ts'
import { Panel } from '../../components/panel.tsx'
import { type Outputs, useDateLocale } from '../../northstar.tsx'
import styles from './stock-panel.module.css'

type Car = Outputs['catalogue']['vehicle']['stock'][number]

/** What the store can deliver of a vehicle, and each of its cars: those that stand here, then those on their way. */
export function StockPanel({ vehicle }: { readonly vehicle: Outputs['catalogue']['vehicle'] }) {
  const { t } = useTranslation('vehicles')
  const { availability, stock } = vehicle
  if (availability === null) return null
  const cars = stock.toSorted((a, b) => places.indexOf(a.state) - places.indexOf(b.state))
  return (
    <Panel
      title={t('stock.title')}
      aside={
        <Link to="/stock" className={styles.link}>
          {t('stock.way')}
        </Link>
      }
    >
      <p>{availability.sentence}</p>
      {cars.length === 0 ? null : (
        <ul className={styles.cars}>
          {cars.map((car, place) => (
            // Two cars can be alike in all that is said of them here.
            // biome-ignore lint/suspicious/noArrayIndexKey: cars have no names on this list, and it changes as a whole
            <CarLine key={place} car={car} />
          ))}
        </ul>
      )}
    </Panel>
  )
}

const places: readonly Car['state'][] = ['in-stock', 'demo', 'allocated', 'in-transit']

function CarLine({ car: { colour, place, state, expectedOn, isKept } }: { readonly car: Car }) {
  const { t } = useTranslation('vehicles')
  const locale = useDateLocale()
  const paint = paintOf(colour)
  const said = [
    t(`stock.state.${state}`),
    isKept ? t('stock.kept') : null,
    place === '' ? null : `\u2068${place}\u2069`,
    state === 'in-transit' && expectedOn !== null
      ? t('stock.expected', { day: `\u2068${dayText(expectedOn, locale)}\u2069` })
      : null,
  ]
  return (
    <li className={styles.car}>
      <span
        className={styles.swatch}
        data-none={paint === null || undefined}
        style={paint === null ? undefined : { '--paint': paint.hex }}
        aria-hidden="true"
      />
      <span>
        {colour === '' ? <span className="ns-soft">{t('stock.noColour')}</span> : <bdi>{colour}</bdi>}
        <span className={styles.said}>{said.filter((part) => part !== null).join(' · ')}</span>
      </span>
    </li>
  )
}
