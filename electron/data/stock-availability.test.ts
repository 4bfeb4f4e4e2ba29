import { expect, test } from 'vitest'
import { newId } from '../doors.ts'
import { openTestLaptop } from './test-laptop.ts'
import { walkIn } from './test-service.ts'

test('a shortlist says what the store can deliver of each pick, to whom it is kept for and to whom it is not', async () => {
  await using laptop = await openTestLaptop()
  const { client } = laptop
  const [ours, theirs] = [await walkIn(client), await walkIn(client)]
  const look = (opportunityId: typeof ours.opportunityId) =>
    client.shortlist.get({ opportunityId, language: 'en' })
  const { picks, availability } = await look(ours.opportunityId)
  expect(availability).toEqual({})

  const [first, second] = picks
  if (first === undefined || second === undefined) throw new Error('a shortlist of fewer than two')
  const unitId = newId()
  const car = { colour: 'White', place: 'Showroom', state: 'in-stock' as const }
  await client.stock.add({ unitId, variantId: first.variantId, number: 'NZE141-6012345', ...car })
  const sentences = async (opportunityId: typeof ours.opportunityId) => {
    const { availability } = await look(opportunityId)
    return [availability[first.variantId], availability[second.variantId]]
  }
  const none = { when: 'not-known', sentence: 'None in stock or on its way.' }
  expect(await sentences(ours.opportunityId)).toEqual([{ when: 'now', sentence: '1 in stock: white.' }, none])
  await client.stock.claim({ unitId, hour: null, visitId: ours.id })
  expect(await sentences(ours.opportunityId)).toEqual([
    { when: 'now', sentence: '1 in stock: white. One is kept for this customer.' },
    none,
  ])
  expect(await sentences(theirs.opportunityId)).toEqual([
    { when: 'not-known', sentence: 'None in stock or on its way. 1 is promised to somebody else.' },
    none,
  ])
})
