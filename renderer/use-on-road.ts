import { onRoadWord } from '../core/market/on-road-word.ts'
import { useAppState } from './northstar.tsx'

/** What the market says of an amount with everything in it, for sentences: `{ onRoad: 'on the road' }`. */
export function useOnRoad(): { readonly onRoad: string } {
  const { market, language } = useAppState()
  return { onRoad: onRoadWord(market, language) }
}
