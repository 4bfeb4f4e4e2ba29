import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { Outputs } from '../../northstar.tsx'
import { useLanguage, useNorthstar } from '../../northstar.tsx'
import { nameOf } from './say-question.ts'
import { type FaceFigure, tellingRows } from './telling-rows.ts'
import type { Talk } from './use-conversation.ts'

/** A vehicle as it is looked at beside others. */
export type Face = {
  readonly id: string
  /** Brand and model, and the variant under it. */
  readonly title: string
  readonly name: string
  readonly body: string | null
  readonly photoId: string | null
  readonly price: string | null
  readonly figures: readonly FaceFigure[]
}

/** The vehicles in the order asked for; of one that the catalogue has no more only how it was called. */
export function useFaces(ids: readonly string[], { bank, names }: Talk): readonly Face[] {
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
