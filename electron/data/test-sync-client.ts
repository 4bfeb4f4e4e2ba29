import { pino } from 'pino'
import { v7 } from 'uuid'
import { businessDaySchema } from '../../core/market/business-day.ts'
import { openTestDatabase, setUpStore, testClock, testFolder } from '../../db/test-database.ts'
import { createSyncClient, type SyncIdentity } from './sync-client.ts'
import { fakeLine, fakeNetwork } from './test-line.ts'

/** A sync client on a real database, with a fake line, network and timers that a test lets go off. */
export function openTestSyncClient() {
  const clock = testClock()
  const folder = testFolder()
  const db = openTestDatabase(folder.folder, clock.clock)
  setUpStore(db)
  db.device.update({ headofficeUrl: 'https://headoffice.example' })
  let timers: readonly { readonly pauseMs: number; readonly run: () => void }[] = []
  const line = fakeLine(clock.clock)
  const network = fakeNetwork()
  const identity: { state: ReturnType<SyncIdentity['state']>; refused: string[] } = {
    state: 'enrolled',
    refused: [],
  }
  const learned: number[] = []
  const lanes: string[] = []
  const client = createSyncClient({
    db,
    clock: clock.clock,
    monotonicMs: clock.clock,
    random: () => 0.5,
    log: pino({ level: 'silent' }),
    headoffice: () => line.client,
    identity: {
      state: () => identity.state,
      token: async () => 'token',
      refuse: (because) => identity.refused.push(because),
    },
    headofficeClock: {
      offsetMs: () => (learned.length === 0 ? null : (learned.at(-1) ?? 0) - clock.clock()),
      learned: (headofficeNow) => learned.push(headofficeNow),
    },
    network,
    lanes: [
      async (headoffice, signal, documents) => {
        if (line.lane !== null) return line.lane(headoffice, signal, documents)
        lanes.push('begun')
        if (line.holdsLanes) await new Promise((resolve) => signal.addEventListener('abort', resolve))
        lanes.push(signal.aborted ? 'called off' : 'done')
      },
    ],
    after(pauseMs, run) {
      const timer = { pauseMs, run }
      timers = [...timers, timer]
      return () => {
        timers = timers.filter((other) => other !== timer)
      }
    },
  })

  return {
    clock,
    db,
    line,
    network,
    identity,
    learned,
    lanes,
    client,
    addCustomer: () =>
      db.changeSets.commit({
        authorId: null,
        occurredAt: clock.clock(),
        businessDay: businessDaySchema.parse('2026-11-22'),
        visitId: null,
        edits: [
          {
            entity: 'customer',
            rowId: v7(),
            fields: { name: 'Ali', phone: null, language: 'ur', note: null, alsoPhones: [] },
          },
        ],
      }),
    pauses: () => timers.map(({ pauseMs }) => pauseMs),
    /** Lets the next timer go off and waits until the round it began has set the next one. */
    async goOff() {
      const [timer, ...rest] = timers
      if (!timer) throw new Error('no timer is set')
      timers = rest
      timer.run()
      while (timers.length === 0) await new Promise((resolve) => setImmediate(resolve))
    },
    async end() {
      line.open()
      await client.stop()
      db.close()
      folder[Symbol.dispose]()
    },
  }
}
export type TestSyncClient = ReturnType<typeof openTestSyncClient>
