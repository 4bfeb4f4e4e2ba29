import { VehiclePicture } from '../vehicles/vehicle-picture.tsx'
import type { Talk } from './use-conversation.ts'
import { type Face, useFaces } from './use-faces.ts'
import styles from './vehicle-faces.module.css'

type VehicleFacesProps = {
  readonly ids: readonly string[]
  readonly talk: Talk
}

/** Vehicles to be looked at together: a picture, the name, the price, and the figures in which they differ most. */
export function VehicleFaces({ ids, talk }: VehicleFacesProps) {
  const faces = useFaces(ids, talk)
  return (
    <ul className={styles.faces} data-count={ids.length}>
      {faces.map((face) => (
        <li key={face.id} className={styles.face}>
          <FaceContent face={face} />
        </li>
      ))}
    </ul>
  )
}

/** What is seen of one vehicle. */
export function FaceContent({ face }: { readonly face: Face }) {
  return (
    <>
      <VehiclePicture photoId={face.photoId} body={face.body} className={styles.picture} />
      <strong className={styles.title}>
        <bdi>{face.title}</bdi>
      </strong>
      <span className={styles.name}>
        <bdi>{face.name}</bdi>
      </span>
      {face.price === null ? null : <span className={styles.price}>{face.price}</span>}
      <span className={styles.figures}>
        {face.figures.map(({ attribute, label, text }) => (
          <span key={attribute} className={styles.figure}>
            <span>{label}</span>
            <bdi>{text}</bdi>
          </span>
        ))}
      </span>
    </>
  )
}
