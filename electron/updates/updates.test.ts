import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { errorSentence } from '../../contract/errors.ts'
import type { Release } from '../../core/updates/release.ts'
import { createHeadofficeFiles } from './headoffice-files.ts'
import { releaseOf, signRelease, testSigner } from './testing/signed-release.ts'
import { startUpdateServer, type UpdateServer } from './testing/update-server.ts'
import { createUpdateFolder } from './update-folder.ts'
import { createUpdates, noUpdates, type Updates } from './updates.ts'

const content = Buffer.from(Array.from({ length: 300_000 }, (_, index) => (index * 7) % 256))
const installer = 'Northstar-0.2.0-win-x64.exe'
const hourMs = 3_600_000
const now = Date.UTC(2026, 10, 22, 9)

let server: UpdateServer
let folder: string
let monotonicMs: number
let openVisits: number[]
let headofficeUrl: string | null
let freeBytes: number
beforeEach(async () => {
  server = await startUpdateServer()
  folder = mkdtempSync(join(tmpdir(), 'northstar-update-'))
  monotonicMs = 0
  openVisits = []
  headofficeUrl = server.url
  freeBytes = 10_000_000_000
})
afterEach(async () => {
  await server.close()
  rmSync(folder, { recursive: true, force: true })
})

/** A laptop that begins; the same folder may begin again. */
function begin(differs: { readonly version?: string; readonly share?: number } = {}): Updates {
  return createUpdates({
    folder,
    keys: [testSigner.publicKey],
    metadataFile: 'latest.yml',
    laptop: { version: differs.version ?? '0.1.0', databaseVersion: 8, platform: 'win32' },
    share: () => differs.share ?? 50,
    headofficeUrl: () => headofficeUrl,
    openVisits: () => openVisits,
    files: createHeadofficeFiles(2_000),
    clock: () => now,
    monotonicMs: () => monotonicMs,
    log: pino({ level: 'silent' }),
    freeBytes: async () => freeBytes,
  })
}

function publish(
  release: Release = releaseOf(content),
  signed = signRelease(release),
  bytes = content,
): void {
  server.files.set('/updates/latest.yml', Buffer.from(signed.metadata))
  server.files.set('/updates/latest.yml.minisig', Buffer.from(signed.signature))
  for (const { url } of release.files) server.files.set(`/updates/${url}`, bytes)
}

const bringOn = (updates: Updates, signal = new AbortController().signal) => updates.bringOn(signal)
const kept = () => (existsSync(join(folder, 'updates')) ? readdirSync(join(folder, 'updates')).sort() : [])
const fetched = () => server.asked.filter((asked) => asked.includes(installer))

describe('an update', () => {
  it('is fetched, compared with what was signed, and ready', async () => {
    publish()
    const updates = begin()
    expect(updates.standing()).toEqual({ type: 'none' })
    await bringOn(updates)
    expect(updates.standing()).toEqual({ type: 'ready', version: '0.2.0' })
    expect(updates.problem()).toBeNull()
    expect(readFileSync(join(folder, 'updates', installer)).equals(content)).toBe(true)
  })

  it('is still ready after a restart, and asked for no more', async () => {
    publish()
    await bringOn(begin())
    const again = begin()
    expect(again.standing()).toEqual({ type: 'ready', version: '0.2.0' })
    await bringOn(again)
    expect(fetched()).toEqual([`GET /updates/${installer}`])
  })

  it('goes on where the line broke, also after a restart, and costs each byte once', async () => {
    publish()
    server.cutAfter = 100_000
    const first = begin()
    await expect(bringOn(first)).rejects.toMatchObject({ failure: 'line-broke' })
    const { done = 0 } = { done: 0, ...first.standing() }
    expect(first.standing()).toEqual({ type: 'fetching', version: '0.2.0', done, of: 300_000 })
    expect(done).toBeGreaterThan(0)
    const second = begin()
    expect(second.standing()).toMatchObject({ type: 'fetching', done })
    server.cutAfter = null
    await bringOn(second)
    expect(second.standing()).toEqual({ type: 'ready', version: '0.2.0' })
    expect(fetched()).toEqual([`GET /updates/${installer}`, `GET /updates/${installer} bytes=${done}-`])
  })

  it('goes on where it was called off, since records go first', async () => {
    publish()
    server.holdAfter = 100_000
    const updates = begin()
    const callOff = new AbortController()
    const coming = bringOn(updates, callOff.signal)
    await expect.poll(() => updates.standing()).toMatchObject({ done: 100_000 })
    callOff.abort(new Error('records go first'))
    await expect(coming).rejects.toThrow('records go first')
    server.holdAfter = null
    await bringOn(updates)
    expect(updates.standing().type).toBe('ready')
    expect(fetched().at(-1)).toBe(`GET /updates/${installer} bytes=100000-`)
  })

  it('made anew under the same version is fetched anew, whole or in part as the one before is here', async () => {
    const anew = Buffer.from(content).reverse()
    publish()
    server.cutAfter = 100_000
    const inPart = begin()
    await expect(bringOn(inPart)).rejects.toMatchObject({ failure: 'line-broke' })
    server.cutAfter = null
    for (const build of [anew, content]) {
      publish(releaseOf(build), undefined, build)
      const updates = begin()
      await bringOn(updates)
      expect(updates.standing()).toEqual({ type: 'ready', version: '0.2.0' })
      expect(updates.problem()).toBeNull()
      expect(readFileSync(join(folder, 'updates', installer)).equals(build)).toBe(true)
    }
    expect(fetched()).toEqual(Array.from({ length: 3 }, () => `GET /updates/${installer}`))
  })

  it('is looked for every four hours and not before', async () => {
    const updates = begin()
    await bringOn(updates)
    monotonicMs = 4 * hourMs - 1
    await bringOn(updates)
    expect(server.asked).toEqual(['GET /updates/latest.yml.minisig'])
    monotonicMs += 1
    publish()
    await bringOn(updates)
    expect(updates.standing().type).toBe('ready')
  })

  it('is not looked for without a head office', async () => {
    publish()
    headofficeUrl = null
    await bringOn(begin())
    expect(server.asked).toEqual([])
  })

  it('is looked for again after a quarter of an hour when head office could not be reached', async () => {
    publish()
    server.answerInstead = (response) => response.destroy()
    const updates = begin()
    await expect(bringOn(updates)).rejects.toThrow('did not come')
    server.answerInstead = null
    await bringOn(updates)
    expect(updates.standing().type).toBe('none')
    monotonicMs += hourMs / 4
    await bringOn(updates)
    expect(updates.standing().type).toBe('ready')
  })

  it('goes to this laptop when its turn has come', async () => {
    publish(releaseOf(content, { stagingPercentage: 10 }))
    const updates = begin({ share: 50 })
    await bringOn(updates)
    expect(updates.standing()).toEqual({ type: 'none' })
    expect(fetched()).toEqual([])
    publish(releaseOf(content, { stagingPercentage: 60 }))
    monotonicMs += 4 * hourMs
    await bringOn(updates)
    expect(updates.standing().type).toBe('ready')
  })

  it('that was held back again, or taken away, is not installed any more', async () => {
    publish()
    const updates = begin()
    await bringOn(updates)
    publish(releaseOf(content, { stagingPercentage: 0 }))
    monotonicMs += 4 * hourMs
    await bringOn(updates)
    expect(updates.mayInstall()).toBe(false)
    publish()
    monotonicMs += 4 * hourMs
    await bringOn(updates)
    expect(updates.standing().type).toBe('ready')
    server.files.clear()
    monotonicMs += 4 * hourMs
    await bringOn(updates)
    expect(updates.mayInstall()).toBe(false)
    expect(begin().standing()).toEqual({ type: 'none' })
  })

  it('gives way to the one after it, and leaves nothing behind', async () => {
    publish()
    const updates = begin()
    await bringOn(updates)
    const url = 'Northstar-0.3.0-win-x64.exe'
    publish(releaseOf(content, { version: '0.3.0', url }))
    monotonicMs += 4 * hourMs
    await bringOn(updates)
    expect(updates.standing()).toEqual({ type: 'ready', version: '0.3.0' })
    expect(kept()).toEqual([url, 'release.yml', 'release.yml.minisig'])
    expect(begin({ version: '0.3.0' }).standing()).toEqual({ type: 'none' })
    expect(kept()).toEqual([])
  })
})

describe('what is not taken', () => {
  it('is what its maker did not sign, once it is clear that nobody is just publishing', async () => {
    const signed = signRelease(releaseOf(content))
    publish(releaseOf(content), { ...signed, metadata: Buffer.from('version: 9.9.9') })
    const updates = begin()
    await bringOn(updates)
    expect(updates.problem()).toBeNull()
    monotonicMs += hourMs / 4
    await bringOn(updates)
    expect(updates.problem()).toEqual({ code: 'UPDATE_NOT_SIGNED', detail: {} })
    expect(fetched()).toEqual([])
    publish()
    monotonicMs += hourMs / 4
    await bringOn(updates)
    expect(updates.problem()).toBeNull()
    expect(updates.standing().type).toBe('ready')
  })

  it('is what cannot be read, or has no file for this machine', async () => {
    publish(releaseOf(content), signRelease({ version: '0.2.0' }))
    const updates = begin()
    await bringOn(updates)
    expect(updates.problem()).toEqual({ code: 'UPDATE_NOT_READABLE', detail: {} })
    publish(releaseOf(content, { url: 'Northstar-0.2.0-mac-universal.zip' }))
    monotonicMs += 4 * hourMs
    await bringOn(updates)
    expect(updates.problem()).toEqual({ code: 'UPDATE_NOT_READABLE', detail: {} })
  })

  it('is what does not know the tables that are here', async () => {
    publish(releaseOf(content, { databaseVersion: 7 }))
    const updates = begin()
    await bringOn(updates)
    expect(updates.problem()).toEqual({ code: 'UPDATE_DATABASE_OLDER', detail: { version: '0.2.0' } })
    expect(fetched()).toEqual([])
  })

  it('is a version that this laptop has, or an earlier one', async () => {
    publish()
    const updates = begin({ version: '0.2.1' })
    await bringOn(updates)
    expect(updates.standing()).toEqual({ type: 'none' })
    expect(fetched()).toEqual([])
  })

  it('is a file that is not the one that was signed, and it is fetched no second time', async () => {
    const other = Buffer.from(content)
    other[12_345] = 255 - (other[12_345] ?? 0)
    publish(releaseOf(content), undefined, other)
    const updates = begin()
    await bringOn(updates)
    expect(updates.problem()).toEqual({ code: 'UPDATE_DAMAGED', detail: { version: '0.2.0' } })
    expect(kept()).toEqual(['release.yml', 'release.yml.minisig'])
    monotonicMs += 4 * hourMs
    await bringOn(updates)
    expect(fetched()).toHaveLength(1)
    expect(updates.problem()?.code).toBe('UPDATE_DAMAGED')
    server.files.set(`/updates/${installer}`, content)
    const restarted = begin()
    await bringOn(restarted)
    expect(restarted.standing().type).toBe('ready')
  })

  it('is more than was signed', async () => {
    publish(releaseOf(content), undefined, Buffer.concat([content, content]))
    const updates = begin()
    await bringOn(updates)
    expect(updates.problem()?.code).toBe('UPDATE_DAMAGED')
  })

  it('is what this disk has no room for, until it has', async () => {
    publish()
    freeBytes = 500_000_000
    const updates = begin()
    await bringOn(updates)
    expect(updates.problem()).toEqual({ code: 'UPDATE_NO_ROOM', detail: { version: '0.2.0', size: '1' } })
    expect(fetched()).toEqual([])
    freeBytes = 600_000_000
    await bringOn(updates)
    expect(updates.standing().type).toBe('ready')
    expect(updates.problem()).toBeNull()
  })
})

describe('installing', () => {
  it('waits for the end of every visit that is going on here', async () => {
    publish()
    const updates = begin()
    await bringOn(updates)
    openVisits = [now - 20 * 60_000]
    expect(updates.mayInstall()).toBe(false)
    openVisits = []
    expect(updates.mayInstall()).toBe(true)
  })

  it('waits for the whole file', async () => {
    publish()
    server.cutAfter = 100_000
    const updates = begin()
    await expect(bringOn(updates)).rejects.toMatchObject({ failure: 'line-broke' })
    expect(updates.mayInstall()).toBe(false)
  })

  it('that came to nothing is said, tried three times, and then left to a person', async () => {
    publish()
    await bringOn(begin())
    const closings = [1, 2, 3, 4].map(() => {
      const isNow = begin().mayInstall()
      if (isNow) createUpdateFolder(folder).noteTry('0.2.0')
      return isNow
    })
    expect(closings).toEqual([true, true, true, false])
    const after = begin()
    expect(after.problem()).toEqual({ code: 'UPDATE_NOT_INSTALLED', detail: { version: '0.2.0' } })
    expect(after.standing()).toEqual({ type: 'none' })
    await bringOn(after)
    expect(after.problem()?.code).toBe('UPDATE_NOT_INSTALLED')
    expect(begin({ version: '0.2.0' }).problem()).toBeNull()
    expect(kept()).toEqual([])
  })

  it('counts the tries of each version for itself', async () => {
    publish()
    await bringOn(begin())
    for (const _ of [1, 2, 3]) createUpdateFolder(folder).noteTry('0.2.0')
    expect(begin().mayInstall()).toBe(false)
    publish(releaseOf(content, { version: '0.3.0', url: 'Northstar-0.3.0-win-x64.exe' }))
    const updates = begin()
    await bringOn(updates)
    expect(updates.mayInstall()).toBe(true)
  })

  it('is asked about as often as anybody likes, since only the installer is a try', async () => {
    publish()
    const updates = begin()
    await bringOn(updates)
    expect([1, 2, 3, 4, 5].map(() => updates.mayInstall())).not.toContain(false)
    expect(kept()).not.toContain('tried.json')
  })

  it('is tried all the same where what was noted of it is spoilt', async () => {
    publish()
    await bringOn(begin())
    writeFileSync(join(folder, 'updates', 'tried.json'), '{"version":')
    expect(begin().mayInstall()).toBe(true)
  })

  it('is never of metadata that was changed on this disk', async () => {
    publish()
    await bringOn(begin())
    writeFileSync(join(folder, 'updates', 'release.yml'), 'version: 0.9.0\n')
    expect(begin().mayInstall()).toBe(false)
  })
})

it('says that a Northstar which does not update itself does not', async () => {
  await bringOn(noUpdates)
  expect([noUpdates.standing(), noUpdates.problem(), noUpdates.mayInstall()]).toEqual([
    { type: 'by-hand' },
    null,
    false,
  ])
})

it('has a sentence for each problem in both languages', () => {
  const detail = { version: '0.2.0', size: '120' }
  for (const code of ['UPDATE_NO_ROOM', 'UPDATE_DAMAGED', 'UPDATE_NOT_INSTALLED', 'UPDATE_DATABASE_OLDER'])
    for (const language of ['en', 'ur'] as const)
      expect(errorSentence(code, detail, language), code).toContain('0.2.0')
})
