import { useIntersection } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import type { Paint } from '../../../core/catalogue/paint.ts'
import { useAddress } from '../../components/pictures/use-address.ts'
import { Silhouette } from '../../components/silhouette.tsx'
import { useNorthstar } from '../../northstar.tsx'
import styles from './vehicle-picture.module.css'

type VehiclePictureProps = {
  readonly photoId: string | null
  readonly body: string | null
  readonly paint?: Paint | null
  /** What it is a photo of; empty where the words beside it say so. */
  readonly alt?: string
  readonly className?: string | undefined
}

/** A vehicle's photo, read when it comes into sight; its drawn shape where there is none. */
export function VehiclePicture({
  photoId,
  body,
  paint = null,
  alt = '',
  className = '',
}: VehiclePictureProps) {
  const { ref, entry } = useIntersection({ rootMargin: '300px' })
  return (
    <div ref={ref} className={`${styles.picture} ${className}`} data-photo={photoId !== null}>
      {photoId === null ? (
        <Silhouette body={body} paint={paint} className={styles.drawing} />
      ) : (
        <Photo photoId={photoId} alt={alt} isInSight={entry?.isIntersecting === true} />
      )}
    </div>
  )
}

type PhotoProps = { readonly photoId: string; readonly alt: string; readonly isInSight: boolean }

function Photo({ photoId, alt, isInSight }: PhotoProps) {
  const { orpc } = useNorthstar()
  const { data } = useQuery(
    orpc.vehiclePhotos.get.queryOptions({
      input: { photoId },
      // The bytes behind an id never change.
      staleTime: Number.POSITIVE_INFINITY,
      enabled: isInSight,
    }),
  )
  const address = useAddress(data?.content)
  return address === null ? null : <img src={address} alt={alt} className={styles.photo} />
}
