import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { Outputs } from '../../northstar.tsx'
import { useLanguage, useNorthstar } from '../../northstar.tsx'
import { VehiclePicture } from '../vehicles/vehicle-picture.tsx'
import { nameOf } from './say-question.ts'
import { type FaceFigure, tellingRows } from './telling-rows.ts'
import type { Talk } from './use-conversation.ts'
import styles from './vehicle-faces.module.css'

type VehicleFacesProps = {
  readonly ids: readonly string[]
  readonly talk: Talk
} & (
  | { readonly onPick?: never }
  | {
      /** What is asked when one of them is to be tapped. */
      readonly label: string
      readonly chosen: string | null
      readonly readOnly: boolean
      readonly onPick: (id: string) => void
    }
)

/** Vehicles to be looked at together: a picture, the name, the price, and the figures in which they differ most. */
export function VehicleFaces(props: VehicleFacesProps) {
  const { ids, talk } = props
  const faces = useFaces(ids, talk)
  const inside = faces.map((face) => ({ face, content: <FaceContent face={face} /> }))
  if (props.onPick === undefined)
    return (
      <ul className={styles.faces} data-count={ids.length}>
        {inside.map(({ face, content }) => (
          <li key={face.id} className={styles.face}>
            {content}
          </li>
        ))}
      </ul>
    )
  const { label, chosen, readOnly, onPick } = props
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out as a grid in every browser
    <div role="group" aria-label={label} className={styles.faces} data-count={ids.length} data-choices>
      {inside.map(({ face, content }) => (
        <button
          key={face.id}
          type="button"
          className={styles.tapped}
          aria-pressed={chosen === face.id}
          aria-disabled={readOnly}
          onClick={readOnly ? undefined : () => onPick(face.id)}
        >
          {content}
        </button>
      ))}
    </div>
  )
}

type Face = {
  readonly id: string
  /** Brand and model, and the variant under it. */
  readonly title: string
  readonly name: string
  readonly body: string | null
  readonly photoId: string | null
  readonly price: string | null
  readonly figures: readonly FaceFigure[]
}

function FaceContent({ face }: { readonly face: Face }) {
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
      {face.figures.map(({ attribute, label, text }) => (
        <span key={attribute} className={styles.figure}>
          <span>{label}</span>
          <bdi>{text}</bdi>
        </span>
      ))}
    </>
  )
}

/** The vehicles in the order asked for; of one that the catalogue has no more only how it was called. */
function useFaces(ids: readonly string[], { bank, names }: Talk): readonly Face[] {
  const { orpc } = useNorthstar()
  const language = useLanguage()
  const [first = ''] = ids
  const compared = useQuery(
    orpc.catalogue.compare.queryOptions({
      input: { language, variantIds: [...ids] },
      enabled: ids.length > 1,
      placeholderData: keepPreviousData,
    }),
  )
  const single = useQuery(
    orpc.catalogue.vehicle.queryOptions({
      input: { language, variantId: first },
      enabled: ids.length === 1,
      placeholderData: keepPreviousData,
    }),
  )
  return ids.map((id) => {
    const alone = ids.length === 1 && single.data?.id === id ? faceAlone(single.data) : null
    return (
      alone ??
      faceCompared(id, compared.data, bank.attributeWords) ?? {
        id,
        title: nameOf(names, id),
        name: '',
        body: null,
        photoId: null,
        price: null,
        figures: [],
      }
    )
  })
}

function faceAlone(vehicle: Outputs['catalogue']['vehicle']): Face {
  const lines = vehicle.groups.flatMap((group) => group.lines)
  return {
    id: vehicle.id,
    title: `${vehicle.brand} ${vehicle.model}`,
    name: vehicle.name,
    body: vehicle.body,
    photoId: vehicle.photos.find(({ isHere }) => isHere)?.id ?? null,
    price: lines.find(({ attribute }) => attribute === 'priceMinor')?.figure?.text ?? null,
    figures: [],
  }
}

function faceCompared(
  id: string,
  compared: Outputs['catalogue']['compare'] | undefined,
  attributeWords: Talk['bank']['attributeWords'],
): Face | null {
  const place = compared?.vehicles.findIndex((vehicle) => vehicle.id === id) ?? -1
  const vehicle = compared?.vehicles[place]
  if (compared === undefined || vehicle === undefined) return null
  return {
    id,
    title: `${vehicle.brand} ${vehicle.model}`,
    name: vehicle.name,
    body: vehicle.body,
    photoId: vehicle.photoId,
    price:
      compared.rows.find(({ attribute }) => attribute === 'priceMinor')?.cells[place]?.figure?.text ?? null,
    figures: tellingRows(compared.rows, attributeWords, place),
  }
}
