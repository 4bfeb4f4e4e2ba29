import { useTranslation } from 'react-i18next'
import type { CustomerContent } from '../../../contract/customer-view.ts'
import { useFirstFocus } from '../../components/use-first-focus.ts'
import { VehiclePicture } from '../vehicles/vehicle-picture.tsx'
import styles from './shown-compare.module.css'
import vehicleStyles from './shown-vehicles.module.css'

type Compared = Extract<CustomerContent, { type: 'compare' }>

/** Vehicles side by side: where they differ first, what is the same folded. */
export function ShownCompare({ content }: { readonly content: Compared }) {
  const { t } = useTranslation('customer-view')
  const heading = useFirstFocus<HTMLHeadingElement>()
  const { vehicles, rows } = content
  const differing = rows.filter(({ type }) => type === 'differs')
  const same = rows.filter(({ type }) => type === 'same')
  return (
    <section className={vehicleStyles.page}>
      <h1 ref={heading} tabIndex={-1} className={vehicleStyles.title}>
        {t('compare.title')}
      </h1>
      {vehicles.length < 2 ? (
        <p className={vehicleStyles.lead}>{t('compare.tooFew')}</p>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways must be reached by the keyboard
        <section className={styles.scroll} tabIndex={0} aria-label={t('compare.title')}>
          <table className={styles.table}>
            <thead>
              <tr>
                <td />
                {vehicles.map((vehicle) => (
                  <th key={vehicle.variantId} scope="col">
                    <VehiclePicture
                      photoId={vehicle.photoId}
                      body={vehicle.body}
                      className={styles.picture}
                    />
                    <bdi>
                      {vehicle.brand} {vehicle.model}
                    </bdi>
                    <span className={vehicleStyles.variant}>
                      <bdi>{vehicle.name}</bdi>
                    </span>
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {differing.map((row) => (
                <Row key={row.attribute} row={row} vehicles={vehicles} />
              ))}
            </tbody>
          </table>
        </section>
      )}
      {same.length === 0 ? null : (
        <details className={styles.same}>
          <summary>{t('compare.same', { count: same.length })}</summary>
          <dl>
            {same.map(({ attribute, label, cells }) => (
              <div key={attribute}>
                <dt>{label}</dt>
                <dd>{cells[0]?.text ?? t('compare.notKnown')}</dd>
              </div>
            ))}
          </dl>
        </details>
      )}
    </section>
  )
}

function Row({
  row,
  vehicles,
}: {
  readonly row: Compared['rows'][number]
  readonly vehicles: Compared['vehicles']
}) {
  const { t } = useTranslation('customer-view')
  return (
    <tr>
      <th scope="row">{row.label}</th>
      {row.cells.map(({ text, isBest }, place) => (
        <td key={vehicles[place]?.variantId ?? place} data-best={isBest}>
          {text ?? <span className={vehicleStyles.soft}>{t('compare.notKnown')}</span>}
          {isBest ? <span className={styles.best}>{t('compare.best')}</span> : null}
        </td>
      ))}
    </tr>
  )
}
