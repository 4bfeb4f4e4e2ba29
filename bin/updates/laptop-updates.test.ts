import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { metadataFileOf } from '../../core/updates/release.ts'
import { newestVersion } from '../../db/migrate.ts'
import { testFolder } from '../../db/test-database.ts'
import { openTestService, setUp, walkIn } from '../../electron/data/test-service.ts'
import { releaseOf, signRelease, testSigner } from '../../electron/updates/testing/signed-release.ts'
import { updateKeysFile } from '../../electron/updates/update-keys.ts'
import type { Headoffice } from '../../headoffice/start.ts'
import { headofficeKinds } from '../../headoffice/testing/head-offices.ts'
import { testNow } from '../../headoffice/testing/test-now.ts'
import { resources } from '../resources.ts'

const metadataFile = metadataFileOf(process.platform, process.arch)
const endings: Readonly<Record<string, string>> = { win32: 'exe', darwin: 'zip', linux: 'AppImage' }
const installer = `Northstar-9.9.9.${endings[process.platform]}`
const content = Buffer.alloc(200_000, 'northstar')

let folder: string
let office: Headoffice
let end: () => Promise<void>

/** What an installer holds, as far as it matters here: the project's own files and the keys of its makers. */
const installation = () => join(folder, 'installation')

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'northstar-laptop-updates-'))
  mkdirSync(join(installation(), 'out'), { recursive: true })
  for (const name of ['db', 'packs', 'package.json'])
    symlinkSync(join(resources, name), join(installation(), name))
  writeFileSync(updateKeysFile(installation()), JSON.stringify([testSigner.publicKey]))
  mkdirSync(join(folder, 'updates'))
  const trial = headofficeKinds[0]
  if (!trial) throw new Error('no trial head office')
  const prepared = await trial.prepare()
  office = await prepared.start({ updates: join(folder, 'updates') })
  end = prepared.end
})
afterAll(async () => {
  await office.close()
  await end()
  rmSync(folder, { recursive: true, force: true })
})

it.skipIf(metadataFile === null)(
  'an enrolled laptop fetches what its makers signed from head office, and lets it be installed between visits',
  async () => {
    if (metadataFile === null) return
    const databaseVersion = newestVersion(join(resources, 'db', 'migrations'))
    const release = releaseOf(content, { version: '9.9.9', url: installer, databaseVersion })
    const { metadata, signature } = signRelease(release, { file: metadataFile })
    writeFileSync(join(folder, 'updates', installer), content)
    writeFileSync(join(folder, 'updates', metadataFile), metadata)
    writeFileSync(join(folder, 'updates', `${metadataFile}.minisig`), signature)

    using place = testFolder()
    const { client, mayUpdate, close } = openTestService(place.folder, {
      resources: installation(),
      updatesItself: true,
      clock: () => testNow,
      monotonicMs: () => performance.now(),
    })
    await setUp(client)
    expect(await client.updates.state()).toEqual({ standing: { type: 'no-headoffice' }, problem: null })
    await client.enrolment.enrol({
      url: office.url,
      code: await office.operator.newEnrolmentCode({ storeCode: 'KHI-01' }),
    })
    await expect
      .poll(() => client.updates.state(), { timeout: 10_000 })
      .toEqual({ standing: { type: 'ready', version: '9.9.9' }, problem: null })

    const { id: visitId } = await walkIn(client)
    expect(mayUpdate()).toBe(false)
    await client.visits.end({ visitId, leftBeforeContact: false })
    expect(mayUpdate()).toBe(true)
    await close()
  },
)
