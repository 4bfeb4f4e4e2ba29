import { cpSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { createRouterClient } from '@orpc/server'
import { pino } from 'pino'
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest'
import { type TestFolder, testClock, testFolder } from '../../db/test-database.ts'
import { monotonicMs, newId, randomBytes } from '../doors.ts'
import { createLaptop, type Laptop, type LaptopOptions } from './laptop.ts'
import { createLaptopRouting } from './laptop-handlers.ts'
import { createDataService } from './service.ts'
import { textQuestion, words } from './test-laptop.ts'
import { setUp, signIn, walkIn } from './test-service.ts'
import { createKeyVault } from './vault/key-vault.ts'
import type { Sealer, Sealing } from './vault/sealer.ts'

const resources = resolve(import.meta.dirname, '..', '..')
export const passphrase = 'four words nobody says'
export const openWith = { with: 'passphrase', passphrase } as const

/** An operating system that seals with a key of its own, and unseals nothing that another one sealed. */
export function createSystem(mark: number, as: Partial<Sealing> = {}): Sealer {
  const sealing = { backend: 'test-keychain', isWeak: false, ...as }
  const turned = (bytes: Uint8Array) => bytes.map((byte) => byte ^ mark)
  return {
    state: async () => sealing,
    seal: async (bytes) => ({ ...sealing, sealed: Uint8Array.of(mark, ...turned(bytes)) }),
    unseal: async ([sealedBy, ...sealed]) =>
      sealedBy === mark
        ? { type: 'unsealed', bytes: turned(Uint8Array.from(sealed)), shouldReseal: false }
        : { type: 'lost' },
  }
}

/** Where laptops stand before their data is open: a folder for each test, and one that has a store, made once in a file. */
export function createGate() {
  const { clock, advance } = testClock()
  let place: TestFolder
  let opened: Laptop[] = []
  let made: { readonly place: TestFolder; readonly recoveryCode: string; readonly opportunityId: string }

  async function start(
    sealer: Sealer | null = null,
    folder = place.folder,
    more: Partial<LaptopOptions> = {},
  ) {
    const laptop = createLaptop({
      folder,
      resources,
      reportsWorker: join(import.meta.dirname, 'reports', 'reports-worker.ts'),
      upkeepWorker: join(import.meta.dirname, 'upkeep', 'upkeep-worker.ts'),
      importsWorker: join(import.meta.dirname, 'imports', 'import-worker.ts'),
      adviceWorker: join(import.meta.dirname, 'advice', 'advice-worker.ts'),
      host: { kind: 'none', printPage: async () => ({ type: 'no-browser' }) },
      demo: false,
      log: pino({ level: 'silent' }),
      clock,
      monotonicMs,
      newId,
      randomBytes,
      vault: createKeyVault({ folder, clock, newId, randomBytes, sealer }),
      sealing: async () => (await sealer?.state()) ?? null,
      createService: createDataService,
      ...more,
    })
    opened.push(laptop)
    await laptop.idle()
    const gate = createRouterClient(createLaptopRouting(laptop, pino({ level: 'silent' })).router).laptop
    const client = () => {
      const service = laptop.service()
      if (!service) throw new Error(`the laptop is ${laptop.state().type}`)
      return createRouterClient(service.router)
    }
    const close = async () => {
      opened = opened.filter((one) => one !== laptop)
      await laptop.close()
    }
    /** Goes on with a call that only begins its work. */
    const finished = async (call: Promise<unknown>) => {
      await call
      await laptop.idle()
    }
    return { laptop, gate, client, close, finished }
  }

  beforeEach(() => {
    place = testFolder()
    opened = []
  })
  afterEach(async () => {
    for (const laptop of opened) await laptop.close()
    place[Symbol.dispose]()
  })
  // Once: sealing is meant to take its time.
  beforeAll(async () => {
    const template = testFolder()
    const first = await start(null, template.folder)
    await first.finished(first.gate.choosePassphrase({ passphrase }))
    await setUp(first.client())
    const { code } = await first.client().security.newRecoveryCode()
    await first.client().security.confirmRecoveryCode({ code })
    const question = await textQuestion(first.client())
    const visit = await walkIn(first.client())
    await first.client().discovery.answer(words(visit.id, question, 'Seven of us, every Friday.'))
    await first.close()
    made = { place: template, recoveryCode: code, opportunityId: visit.opportunityId }
  })
  afterAll(() => made.place[Symbol.dispose]())

  /** The laptop that has a store and one answer, closed, in this test's folder. */
  function aStore() {
    cpSync(made.place.folder, place.folder, { recursive: true })
    return { recoveryCode: made.recoveryCode, visit: { opportunityId: made.opportunityId } }
  }

  return {
    start,
    advance,
    folder: () => place.folder,
    database: () => join(place.folder, 'northstar.db'),
    aStore,
    /** That laptop, open. */
    async anOpenStore() {
      const store = aStore()
      const laptop = await start()
      await laptop.finished(laptop.gate.open(openWith))
      return { ...laptop, ...store }
    },
    /** The key wraps of that laptop. */
    keptWraps: () => join(made.place.folder, 'key-wraps.json'),
  }
}

type Client = ReturnType<Awaited<ReturnType<ReturnType<typeof createGate>['start']>>['client']>

/** What was answered in a conversation, as the manager sees it, who is signed in for it. */
export async function answersOf(client: Client, opportunityId: string) {
  await signIn(client)
  const { answers } = await client.discovery.board({ opportunityId, language: 'en' })
  return answers.map(({ ownWords }) => ownWords)
}

/** The access log's newest entries, as the manager sees them who is signed in. */
export async function logOf(client: Client) {
  return (await client.access.log({ before: null, limit: 50, customerId: null })).entries
}
export const actsOf = async (client: Client) => (await logOf(client)).map(({ act }) => act)
