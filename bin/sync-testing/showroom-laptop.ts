import { v7 } from 'uuid'
import { expect, vi } from 'vitest'
import { type ConsultantId, deviceIdSchema, type StoreId } from '../../core/ids.ts'
import { openTestDatabase, testFolder } from '../../db/test-database.ts'
import { openTestService, testPin } from '../../electron/data/test-service.ts'
import type { Headoffice } from '../../headoffice/start.ts'
import { day } from './laptop.ts'

export interface ShowroomLaptopOptions {
  readonly office: Headoffice
  readonly storeId: StoreId
  readonly storeCode: string
  /** The manager of the store, who is signed in. */
  readonly consultantId: ConsultantId
  readonly clock: () => number
}

/**
 * A laptop of a store as a person uses it: the whole data service, spoken to through its contract, enrolled with a real
 * head office. It is out of the network's reach but for `sync`.
 */
export async function openShowroomLaptop({
  office,
  storeId,
  storeCode,
  consultantId,
  clock,
}: ShowroomLaptopOptions) {
  const place = testFolder()
  const db = openTestDatabase(place.folder, clock)
  db.changeSets.commit({
    authorId: null,
    occurredAt: clock(),
    businessDay: day,
    visitId: null,
    edits: [
      {
        entity: 'consultant',
        rowId: consultantId,
        fields: { name: 'Ayesha Malik', role: 'manager', active: true },
      },
    ],
    alongside: () =>
      db.device.create({
        deviceId: deviceIdSchema.parse(v7()),
        storeId,
        storeName: 'Clifton Motors',
        storeCode,
        market: 'pk',
        timeZone: 'Asia/Karachi',
        language: 'en',
        colourScheme: 'auto',
        headofficeUrl: null,
        consultantId,
      }),
  })
  db.close()
  const { client, close } = openTestService(place.folder, { clock })
  await client.session.setPin({ consultantId, pin: testPin, allowedBy: { type: 'first' } })
  await client.session.signIn({ consultantId, pin: testPin })
  const code = await office.operator.newEnrolmentCode({ storeCode })
  await client.enrolment.enrol({ code, url: office.url })
  await client.settings.update({ headofficeUrl: null })
  const now = () => client.sync.now({ language: 'en' })
  /** Another round may begin as one ends: something was recorded meanwhile. */
  const settled = () =>
    vi.waitFor(async () => {
      const status = await client.sync.status({ language: 'en' })
      expect(status.state).not.toBe('working')
      return status
    }, 10_000)
  return {
    client,
    /**
     * Syncs once and goes out of the network's reach again, so that nothing is sent in between.
     * @returns what the laptop says as the round is over
     */
    async sync() {
      await client.settings.update({ headofficeUrl: office.url })
      await now()
      const status = await settled()
      await client.settings.update({ headofficeUrl: null })
      // A round that the new address began by itself may still be under way; this comes after it.
      await now()
      return status
    },
    async close() {
      await close()
      place[Symbol.dispose]()
    },
  }
}
export type ShowroomLaptop = Awaited<ReturnType<typeof openShowroomLaptop>>
