import { useTranslation } from 'react-i18next'
import type { CustomerContent } from '../../../contract/customer-view.ts'
import type { VariantId } from '../../../core/ids.ts'
import { useFirstFocus } from '../../components/use-first-focus.ts'
import { useOnRoad } from '../../use-on-road.ts'
import { VehiclePicture } from '../vehicles/vehicle-picture.tsx'
import styles from './shown-price.module.css'
import vehicleStyles from './shown-vehicles.module.css'

type Priced = Extract<CustomerContent, { type: 'price' }>
type ShownPriceProps = { readonly content: Priced; readonly onPrice: (variantId: VariantId) => void }

/** What one vehicle costs on the road, line by line: to whom, as of when, fixed or estimated. */
export function ShownPrice({ content, onPrice }: ShownPriceProps) {
  const { t } = useTranslation('customer-view')
  const heading = useFirstFocus<HTMLHeadingElement>()
  const onRoad = useOnRoad()
  const { vehicles, variantId, sides } = content
  const vehicle = vehicles.find((one) => one.variantId === variantId)
  const others = vehicles.filter((one) => one.variantId !== variantId)
  return (
    <section className={vehicleStyles.page}>
      <div className={styles.head}>
        {vehicle === undefined ? null : (
          <VehiclePicture photoId={vehicle.photoId} body={vehicle.body} className={styles.picture} />
        )}
        <h1 ref={heading} tabIndex={-1} className={vehicleStyles.title}>
          {vehicle === undefined ? (
            t('price.title', onRoad)
          ) : (
            <bdi>
              {vehicle.brand} {vehicle.model} {vehicle.name}
            </bdi>
          )}
        </h1>
      </div>
      {sides.length === 0 ? <p className={vehicleStyles.lead}>{t('price.notWorkedOut', onRoad)}</p> : null}
      <div className={styles.sides} data-count={sides.length}>
        {sides.map((side) => (
          <Side key={side.label ?? ''} side={side} />
        ))}
      </div>
      {others.length === 0 ? null : (
        <div className={styles.others}>
          <span>{t('price.others')}</span>
          {others.map((one) => (
            <button
              key={one.variantId}
              type="button"
              className={styles.other}
              onClick={() => onPrice(one.variantId)}
            >
              <bdi>
                {one.brand} {one.model}
              </bdi>
            </button>
          ))}
        </div>
      )}
    </section>
  )
}

function Side({ side }: { readonly side: Priced['sides'][number] }) {
  const { t } = useTranslation('customer-view')
  const onRoad = useOnRoad()
  return (
    <div className={styles.side}>
      <table className={styles.table}>
        <caption>{side.label ?? t('price.title', onRoad)}</caption>
        <tbody>
          {side.lines.map((line) => (
            <tr key={line.code}>
              <th scope="row">
                {line.name}
                <span className={styles.payee}>
                  {[line.payee, line.basis, line.asOf].filter((word) => word !== null).join(' · ')}
                </span>
                {line.note === null ? null : <span className={styles.payee}>{line.note}</span>}
              </th>
              <td>{line.amount}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{t('price.total', onRoad)}</th>
            <td>{side.total}</td>
          </tr>
        </tfoot>
      </table>
      {[side.notKnown, side.rounding, ...side.notes]
        .filter((note) => note !== null)
        .map((note) => (
          <p key={note} className={vehicleStyles.soft}>
            {note}
          </p>
        ))}
    </div>
  )
}
