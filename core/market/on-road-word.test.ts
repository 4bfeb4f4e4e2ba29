import { expect, test } from 'vitest'
import marketJson from '../../packs/us/market.json' with { type: 'json' }
import { fillWordings } from './fill-wordings.ts'
import { marketPackSchema } from './market-pack.ts'
import { onRoadWord } from './on-road-word.ts'
import { pakistan } from './test-market.ts'

test('a market says it in its own words, or as is usual', () => {
  expect(onRoadWord(pakistan, 'en')).toBe('on the road')
  expect(onRoadWord(pakistan, 'ur')).toBe('سڑک تک')
  expect(onRoadWord(marketPackSchema.parse(fillWordings(marketJson)), 'en')).toBe('out the door')
})
