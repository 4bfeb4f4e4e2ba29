import type { Language, Wording } from './language.ts'
import type { MarketPack } from './market-pack.ts'

const usual: Wording = { en: 'on the road', ur: 'سڑک تک' }

/** What a market says after an amount that has everything in it with which a vehicle may be driven: "on the road". */
export function onRoadWord({ words }: Pick<MarketPack, 'words'>, language: Language): string {
  return (words.onRoad ?? usual)[language]
}
