import { readdirSync, readFileSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { pino } from 'pino'
import { expect } from 'vitest'
import { type DeviceId, deviceIdSchema } from '../../core/ids.ts'
import { connectFileReader } from '../../db/connect.ts'
import type { DatabaseKey } from '../../db/database-key.ts'
import { testFolder } from '../../db/test-database.ts'
import type { Laptop } from '../../electron/data/laptop.ts'
import { setUp } from '../../electron/data/test-service.ts'
import { createKeyVault } from '../../electron/data/vault/key-vault.ts'
import { newId, randomBytes, systemClock } from '../../electron/doors.ts'
import { type Headoffice, startHeadoffice } from '../../headoffice/start.ts'
import { freshTrialFolder } from '../../headoffice/testing/fresh-trial.ts'
import { openFarewellWith } from '../headoffice/open-farewell.ts'
import { makeEscrowKeyFile } from './escrow-key-file.ts'
import { type RunningLaptop, startLaptop } from './running-laptop.ts'

const resources = resolve(import.meta.dirname, '..', '..')
export const passphrase = 'four words nobody says'
export const escrowPassphrase = 'six words that do not belong together'
const log = pino({ level: 'silent' })

/** A laptop that is enrolled, and its key. */
type EnrolledLaptop = RunningLaptop & { readonly deviceId: DeviceId; readonly key: DatabaseKey }

/** A folder for a laptop, one for escrow's keys, and a head office that runs. */
export async function openEscrowPlace() {
  const [place, keys] = [testFolder(), testFolder()]
  const officeFolder = await freshTrialFolder()
  const laptops: Laptop[] = []
  const openOffice = (port = 0): Promise<Headoffice> =>
    startHeadoffice({
      folder: officeFolder,
      port,
      resources,
      clock: systemClock,
      newId,
      randomBytes,
      log,
    })
  const start = async () => {
    const running = await startLaptop(place.folder)
    laptops.push(running.laptop)
    return running
  }
  const escrowFile = () => join(keys.folder, 'escrow.key')
  const at = {
    folder: place.folder,
    keysFolder: keys.folder,
    office: await openOffice(),
    openOffice,
    start,
    escrowFile,
    async putEscrowInForce() {
      const publicKey = await makeEscrowKeyFile({
        file: escrowFile(),
        passphrase: escrowPassphrase,
        madeAt: 7,
        randomBytes,
      })
      await at.office.operator.setEscrowKey(Buffer.from(publicKey).toString('base64url'))
    },
    /** A laptop with a store that is enrolled, synced, backed up, and keeps its key with escrow where there is one. */
    async anEnrolledLaptop(): Promise<EnrolledLaptop> {
      const running = await start()
      const { gate, client, laptop, until } = running
      await gate.choosePassphrase({ passphrase })
      await laptop.idle()
      await until('open')
      await setUp(client())
      const code = await at.office.operator.newEnrolmentCode({ storeCode: 'KHI-01' })
      await client().enrolment.enrol({ url: at.office.url, code })
      await client().sync.now({ language: 'en' })
      await client().backups.make()
      const [device] = await at.office.operator.devices()
      const vault = createKeyVault({
        folder: place.folder,
        clock: systemClock,
        newId,
        randomBytes,
        sealer: null,
      })
      const opened = await vault.open({ type: 'passphrase', passphrase })
      if (!device || opened.type !== 'opened') throw new Error('not enrolled')
      return { ...running, deviceId: deviceIdSchema.parse(device.deviceId), key: { ...opened.key } }
    },
    /** Brings what a revoked laptop handed over in, as the operator does while head office runs. */
    taken: (terminal: ReturnType<typeof operator>, deviceId: DeviceId): Promise<number> =>
      openFarewellWith(terminal).run([
        '--device',
        deviceId,
        '--escrow-key',
        escrowFile(),
        '--folder',
        officeFolder,
      ]),
    async close() {
      for (const laptop of laptops) await laptop.close()
      await at.office.close()
      for (const one of [place, keys]) one[Symbol.dispose]()
      rmSync(officeFolder, { recursive: true, force: true })
    },
  }
  return at
}
export type EscrowPlace = Awaited<ReturnType<typeof openEscrowPlace>>

/** Says nothing aloud, and knows the passphrase. */
export function operator(...answers: readonly string[]) {
  const said: string[] = []
  const left = [...answers]
  return { said, say: (line: string) => void said.push(line), ask: async () => left.shift() ?? null }
}

/** Without what SQLite keeps beside the lock while it is held. */
export const filesIn = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name !== 'in-use.lock-journal')
    .map(({ parentPath, name }) => join(parentPath, name))

/** Nothing of a laptop's data opens any more. */
export function expectNothingLeft(folder: string, key: DatabaseKey): void {
  const left = filesIn(folder).map((file) => file.slice(folder.length + 1))
  expect(left.toSorted()).toEqual(['in-use.lock', 'revoked.json'])
  for (const file of filesIn(folder)) {
    expect(() => connectFileReader(file, key)).toThrow()
    expect(readFileSync(file).includes(key.salt)).toBe(false)
  }
  const vault = createKeyVault({ folder, clock: systemClock, newId, randomBytes, sealer: null })
  expect(vault.state()).toEqual({ hasKeys: false, ways: [], salt: null })
}
