import { CloseButton } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Panel } from '../../components/panel.tsx'
import { Silhouette } from '../../components/silhouette.tsx'
import type { Listing, Vehicle } from './find-vehicles.ts'
import { Price } from './model-list.tsx'
import { SourceList } from './source-list.tsx'
import styles from './vehicles.module.css'

type VehicleSheetProps = {
  readonly vehicle: Vehicle
  readonly sources: Listing['sources']
  readonly onClose: () => void
}

/** All that is known of one vehicle: each figure with its source and date, and plainly what is not known. */
export function VehicleSheet({ vehicle, sources, onClose }: VehicleSheetProps) {
  const { t } = useTranslation('vehicles')
  const used = sources.filter(({ id }) =>
    vehicle.lines.some(({ figure }) => figure.type !== 'unknown' && figure.source === id),
  )
  return (
    <Panel
      title={
        <bdi>
          {vehicle.brand} {vehicle.model} {vehicle.name}
        </bdi>
      }
      aside={<CloseButton size="xl" aria-label={t('close')} onClick={onClose} />}
    >
      <div className={styles.headline}>
        <Silhouette body={vehicle.body} className={styles.portrait} />
        <p>
          <Price vehicle={vehicle} />
        </p>
      </div>
      <dl className={styles.sheet}>
        {vehicle.lines.map(({ attribute, label, text, figure, provenance }) => (
          <div key={attribute} className={styles.line}>
            <dt>{label}</dt>
            <dd className={figure.type === 'unknown' ? styles.notKnown : styles.figure}>
              <bdi>{text}</bdi>
            </dd>
            {provenance === null ? null : (
              <dd className={styles.provenance}>
                <bdi>{provenance}</bdi>
              </dd>
            )}
          </div>
        ))}
      </dl>
      <SourceList sources={used} />
    </Panel>
  )
}
