import { useLocation, useNavigate, useSearchParams } from 'react-router'
import { changed, mostPicks, picksIn, toggled } from './wishes.ts'

/** What is opened and chosen on the screen, as its address holds it, and the ways to change that. */
export function usePlace() {
  const [params, setParams] = useSearchParams()
  const { state } = useLocation()
  const navigate = useNavigate()
  const openedId = params.get('vehicle')
  const picks = picksIn(params)
  const isComparing = params.has('compare') && picks.length > 0
  const at = (change: Parameters<typeof changed>[1]) => ({ search: changed(params, change).toString() })
  return {
    params,
    openedId,
    picks,
    isComparing,
    isFull: picks.length === mostPicks,
    /** Changes the address in its place: what was wished for is no step to go back over. */
    change: (by: Parameters<typeof changed>[1]) => setParams(changed(params, by), { replace: true }),
    togglePick: (id: string) =>
      setParams(changed(params, { pick: toggled(picks, id) }), { replace: true, state }),
    toVehicle: (id: string) => at({ vehicle: id }),
    toCompare: () => at({ compare: '1', vehicle: null }),
    /** Goes back to what lies underneath: by the history where it was opened from there. */
    close: () => {
      if (isFromHere(state)) void navigate(-1)
      else
        setParams(changed(params, openedId === null ? { compare: null, price: null } : { vehicle: null }), {
          replace: true,
        })
    },
  }
}

/** Says of a step in the history that it was taken on this screen. */
export const fromHere = { fromVehicles: true } as const

function isFromHere(state: unknown): boolean {
  return typeof state === 'object' && state !== null && 'fromVehicles' in state
}
