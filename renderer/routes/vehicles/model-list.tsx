import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { Silhouette } from '../../components/silhouette.tsx'
import { figureOf, modelsOf, type Vehicle } from './find-vehicles.ts'
import styles from './vehicles.module.css'

type ModelListProps = { readonly vehicles: readonly Vehicle[]; readonly openedId: Vehicle['id'] | undefined }

/** Vehicles by model; a variant is a row to open, with its price and the date that the price is of. */
export function ModelList({ vehicles, openedId }: ModelListProps) {
  return (
    <ul className={styles.models}>
      {modelsOf(vehicles).map(({ brand, model, body, variants }) => (
        <li key={`${brand}/${model}`} className={styles.model}>
          <Silhouette body={body} className={styles.drawing} />
          <h2 className={styles.modelName}>
            <bdi>
              {brand} {model}
            </bdi>
          </h2>
          <ul className={styles.variants}>
            {variants.map((vehicle) => (
              <li key={vehicle.id}>
                <Link
                  to={{ search: new URLSearchParams({ vehicle: vehicle.id }).toString() }}
                  replace
                  className={styles.variant}
                  data-vehicle={vehicle.id}
                  aria-current={vehicle.id === openedId ? 'true' : undefined}
                >
                  <bdi>{vehicle.name}</bdi>
                  <Price vehicle={vehicle} />
                </Link>
              </li>
            ))}
          </ul>
        </li>
      ))}
    </ul>
  )
}

/** The price in the market's words with the date that it is of. */
export function Price({ vehicle }: { readonly vehicle: Vehicle }) {
  const { t } = useTranslation('vehicles')
  const figure = figureOf(vehicle, 'priceMinor')
  if (figure.type === 'unknown' || vehicle.priceText === null)
    return <span className="ns-soft">{t('priceNotKnown')}</span>
  return (
    <span className={styles.price}>
      <bdi className="ns-figure">{vehicle.priceText}</bdi>{' '}
      <span className="ns-soft ns-small">{t('asOf', { day: figure.asOf })}</span>
    </span>
  )
}
