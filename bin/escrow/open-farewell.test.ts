import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import { pino } from 'pino'
import { v7 } from 'uuid'
import { expect, test } from 'vitest'
import { aroundFarewell, type FarewellPart } from '../../core/sealing/farewell.ts'
import { sealTo } from '../../core/sealing/sealed.ts'
import { testFolder } from '../../db/test-database.ts'
import { newId, randomBytes, systemClock } from '../../electron/doors.ts'
import { startHeadoffice } from '../../headoffice/start.ts'
import { changeSetOf, saying } from '../../headoffice/testing/changes.ts'
import { freshTrialFolder } from '../../headoffice/testing/fresh-trial.ts'
import { enrolledLaptop } from '../../headoffice/testing/http-laptop.ts'
import { openFarewellWith } from '../headoffice/open-farewell.ts'
import { makeEscrowKeyFile } from './escrow-key-file.ts'

const passphrase = 'six words that do not belong together'

test('a farewell of which parts are missing and parts do not open is taken in as far as it is there, and that is said', async () => {
  using place = testFolder()
  using keys = testFolder()
  const office = await startHeadoffice({
    folder: await freshTrialFolder(place.folder),
    port: 0,
    resources: resolve(import.meta.dirname, '..', '..'),
    clock: systemClock,
    newId,
    randomBytes,
    log: pino({ level: 'silent' }),
  })
  try {
    const file = join(keys.folder, 'escrow.key')
    const publicKey = await makeEscrowKeyFile({ file, passphrase, madeAt: 7, randomBytes })
    const { device } = await enrolledLaptop(office, 'KHI-01')
    await office.operator.revoke(device.deviceId)
    const seal = async (bytes: Uint8Array) =>
      Buffer.from(await sealTo(publicKey, bytes, 'farewell', aroundFarewell(device.deviceId))).toString(
        'base64url',
      )
    const part = async (number: number, of: number) =>
      seal(
        await promisify(gzip)(
          JSON.stringify({
            format: 'northstar-farewell',
            version: 1,
            deviceId: device.deviceId,
            part: number,
            of,
            changeSets: [changeSetOf(saying('visit', v7(), { arrival: 'first-time' }))],
            ofOtherStores: [],
            pictures: [],
          } satisfies FarewellPart),
        ),
      )
    await device.farewell(await part(1, 2))
    await device.farewell('c2VhbGVk')
    await device.farewell(await seal(Buffer.from('no gzip')))
    // Sealed anew, in more parts: the last of them was not sent any more.
    await device.farewell(await part(1, 4))
    await device.farewell(await part(2, 4))

    const said: string[] = []
    const terminal = { say: (line: string) => void said.push(line), ask: async () => passphrase }
    const args = ['--device', device.deviceId, '--escrow-key', file, '--folder', place.folder]
    expect(await openFarewellWith(terminal).run(args)).toBe(1)
    const words = said.join('\n')
    expect(words).toMatch(/2 of the 5 parts do not open/)
    expect(words.match(/^ {2}[0-9a-f]{12} {2}came .* {2}1 change set$/gm)).toHaveLength(2)
    expect(words).toContain('2 of its 4 parts never came or did not open')
    expect(words).toContain('Taken in: 3 accepted, 0 in conflict, 0 refused.')

    await device.farewell(await part(3, 4))
    await device.farewell(await part(4, 4))
    said.length = 0
    await openFarewellWith(terminal).run(args)
    expect(said.join('\n')).not.toContain('never came')
    expect(said.join('\n')).toContain('Taken in: 5 accepted')
  } finally {
    await office.close()
  }
}, 60_000)
