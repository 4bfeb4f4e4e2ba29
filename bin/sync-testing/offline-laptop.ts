import { v7 } from 'uuid'
import { testClock, testFolder } from '../../db/test-database.ts'
import { openTestService, setUp } from '../../electron/data/test-service.ts'
import type { Headoffice } from '../../headoffice/start.ts'

const language = 'en'

/** A laptop that was enrolled, and then lost its line for good: its head office is at an address where nobody is. */
export async function openOfflineLaptop(office: Pick<Headoffice, 'url' | 'operator'>, storeCode: string) {
  const place = testFolder()
  const wall = testClock()
  const service = openTestService(place.folder, { clock: wall.clock, monotonicMs: testClock(0).clock })
  const { client } = service
  await setUp(client)
  const code = await office.operator.newEnrolmentCode({ storeCode })
  await client.enrolment.enrol({ url: office.url, code })
  await client.sync.now({ language })
  await client.settings.update({ headofficeUrl: 'http://127.0.0.1:9' })
  // A round to where it was before may be under way.
  await client.sync.now({ language })
  return {
    client,
    storeCode,
    waiting: async () => (await client.sync.status({ language })).waitingChangeSets,
    async addCustomer(name: string) {
      const customerId = v7()
      await client.customers.save({
        customerId,
        isNew: true,
        visit: null,
        name,
        phone: null,
        language: 'en',
        seen: {},
      })
      return customerId
    },
    async [Symbol.asyncDispose]() {
      await service.close()
      place[Symbol.dispose]()
    },
  }
}
