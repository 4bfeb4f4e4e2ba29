import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useLanguage, useNorthstar } from '../../northstar.tsx'

/** What to show of a vehicle: its photo, or else its body drawn. */
export interface Face {
  readonly name: string
  readonly photoId: string | null
  readonly body: string | null
}

/** The faces of up to four vehicles, as far as they are known by now. */
export function useFaces(ids: readonly string[]): ReadonlyMap<string, Face> {
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
  const { data: single } = useQuery(
    orpc.catalogue.vehicle.queryOptions({ input: { language, variantId: first }, enabled: ids.length === 1 }),
  )
  const faces = new Map<string, Face>(
    (compared.data?.vehicles ?? []).map(({ id, brand, model, name, photoId, body }) => [
      id,
      { name: `${brand} ${model} ${name}`, photoId, body },
    ]),
  )
  if (single !== undefined)
    faces.set(single.id, {
      name: `${single.brand} ${single.model} ${single.name}`,
      photoId: single.photos.find(({ isHere }) => isHere)?.id ?? null,
      body: single.body,
    })
  return faces
}
