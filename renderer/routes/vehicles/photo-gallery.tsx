import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Paint } from '../../../core/catalogue/paint.ts'
import { dateText } from '../../clock-text.ts'
import { type Outputs, useDateLocale, useTimeZone } from '../../northstar.tsx'
import { useIsManager } from '../../signed-in.ts'
import styles from './photos.module.css'
import { RemovePhoto } from './remove-photo.tsx'
import { VehiclePicture } from './vehicle-picture.tsx'

type Vehicle = Outputs['catalogue']['vehicle']
type Photo = Vehicle['photos'][number]

type PhotoGalleryProps = {
  readonly vehicle: Vehicle
  readonly name: string
  /** What it is drawn in where there is no photo. */
  readonly paint: Paint | null
  /** Stands under the drawing. */
  readonly children: ReactNode
}

/** A vehicle's photos, one of them large; its drawn shape where it has none. */
export function PhotoGallery({ vehicle, name, paint, children }: PhotoGalleryProps) {
  const { t } = useTranslation('vehicles')
  const isManager = useIsManager()
  const [chosenId, setChosenId] = useState<string | null>(null)
  const { photos, body } = vehicle
  const photo = photos.find(({ id }) => id === chosenId) ?? photos[0]
  if (photo === undefined)
    return (
      <section className={styles.gallery} aria-label={t('photos.title')}>
        <div className={styles.drawn}>
          <VehiclePicture photoId={null} body={body} paint={paint} />
          <p className="ns-soft ns-small">{t(body === null ? 'sheet.notDrawn' : 'sheet.drawn')}</p>
        </div>
        {children}
      </section>
    )
  const place = photos.indexOf(photo)
  return (
    <section className={styles.gallery} aria-label={t('photos.title')}>
      <figure className={styles.large}>
        {photo.isHere ? (
          <VehiclePicture
            key={photo.id}
            photoId={photo.id}
            body={body}
            alt={t('photos.of', { name, n: place + 1, count: photos.length })}
          />
        ) : (
          <p className={styles.away}>{t('photos.away')}</p>
        )}
        <Caption photo={photo} vehicle={vehicle} />
      </figure>
      {photos.length > 1 ? (
        <ul className={styles.thumbnails}>
          {photos.map(({ id, isHere }, n) => (
            <li key={id}>
              <button
                type="button"
                className={styles.thumbnail}
                aria-label={t('photos.show', { n: n + 1 })}
                aria-pressed={id === photo.id}
                onClick={() => setChosenId(id)}
              >
                {isHere ? <VehiclePicture photoId={id} body={body} /> : '…'}
              </button>
            </li>
          ))}
        </ul>
      ) : null}
      {isManager ? <RemovePhoto key={photo.id} photoId={photo.id} /> : null}
    </section>
  )
}

function Caption({ photo, vehicle }: { readonly photo: Photo; readonly vehicle: Vehicle }) {
  const { t } = useTranslation('vehicles')
  const timeZone = useTimeZone()
  const locale = useDateLocale()
  const { caption, isOfModel, authorName, occurredAt } = photo
  const of = isOfModel
    ? t('photos.ofModel', { model: `\u2068${vehicle.brand} ${vehicle.model}\u2069` })
    : null
  const by = t('photos.by', {
    name: `\u2068${authorName}\u2069`,
    day: `\u2068${dateText(occurredAt, timeZone, locale)}\u2069`,
  })
  return (
    <figcaption>
      {caption === '' ? null : <bdi className={styles.caption}>{caption}</bdi>}
      <span className="ns-soft ns-small">{of === null ? by : `${of} · ${by}`}</span>
    </figcaption>
  )
}
