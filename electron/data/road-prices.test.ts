import { expect, test } from 'vitest'
import { testFolder } from '../../db/test-database.ts'
import { newId } from '../doors.ts'
import { anyVehicle } from './test-laptop.ts'
import { openTestService, setUp, testPin, walkIn } from './test-service.ts'

test('a vehicle whose price no list has is shown to the customer as it was quoted, and before that as not known', async () => {
  using place = testFolder()
  const { client, close } = openTestService(place.folder, { market: 'us' })
  await setUp(client)
  const { id: visitId, opportunityId } = await walkIn(client)
  // The catalogue of the United States has the list price of none.
  const { id: variantId } = await anyVehicle(client)
  const shown = async () => {
    await client.customerView.show({ visitId, page: 'price', language: 'en', variantIds: [variantId] })
    const content = await client.customerView.content()
    await client.customerView.leave({ pin: testPin })
    if (content.type !== 'price') throw new Error('another page is shown')
    return content.sides.map(({ total }) => total)
  }
  expect(new Set(await shown())).toEqual(new Set(['not known yet']))
  const { facts } = await client.pricing.onRoad({ opportunityId, variantId, language: 'en' })
  const open = facts.flatMap(({ code, chosen, values: [first] }) =>
    chosen === null && first ? [[code, first.code] as const] : [],
  )
  const { view } = await client.pricing.quote({
    quoteId: newId(),
    visitId,
    variantId,
    language: 'en',
    facts: Object.fromEntries(open),
    told: { vehicle: 4_000_000 },
    finance: null,
  })
  expect(await shown()).toEqual([view.totalText])
  await close()
})
