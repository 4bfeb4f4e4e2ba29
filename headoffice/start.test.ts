import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { v7 } from 'uuid'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Headoffice } from './start.ts'
import { changeSetOf, saying } from './testing/changes.ts'
import { freshTrialFolder } from './testing/fresh-trial.ts'
import { headofficeKinds } from './testing/head-offices.ts'
import { enrolledLaptop } from './testing/http-laptop.ts'
import { startPostgresCluster, whyNoPostgres } from './testing/postgres-cluster.ts'
import { rawCall } from './testing/raw-call.ts'

const trial = headofficeKinds[0]
if (!trial) throw new Error('no trial head office to test')

describe('a trial head office', () => {
  let folder: string
  let prepared: Awaited<ReturnType<typeof trial.prepare>>
  let open: Headoffice[]
  beforeEach(async () => {
    folder = await freshTrialFolder()
    prepared = await trial.prepare()
    open = []
  })
  afterEach(async () => {
    for (const office of open) await office.close()
    await prepared.end()
    rmSync(folder, { recursive: true, force: true })
  })
  const start = async (options: Parameters<typeof prepared.start>[0] = {}) => {
    const office = await prepared.start({ folder, ...options })
    open.push(office)
    return office
  }

  test('lets no second head office open its folder', async () => {
    await start()
    await expect(start()).rejects.toMatchObject({ code: 'HEADOFFICE_FOLDER_IN_USE', detail: { folder } })
  })

  test('begins a new epoch after an end that was not in order, because its newest records may be gone', async () => {
    const before = await start()
    await before.close()
    const afterOrder = await prepared.start({ folder })
    expect(afterOrder.epoch).toBe(before.epoch)
    await afterOrder.close()
    rmSync(join(folder, 'closed-in-order'))
    open = []
    expect((await start()).epoch).not.toBe(before.epoch)
  })

  test('says in one sentence that its port is taken, and leaves nothing behind', async () => {
    const other = createServer()
    const port = await new Promise<number>((resolve) =>
      other.listen(0, '127.0.0.1', () => {
        const address = other.address()
        resolve(typeof address === 'object' && address ? address.port : 0)
      }),
    )
    const newFolder = join(folder, 'new')
    await expect(start({ port, folder: newFolder })).rejects.toMatchObject({
      code: 'PORT_IN_USE',
      detail: { port: String(port) },
    })
    expect(existsSync(newFolder)).toBe(false)
    await new Promise((resolve) => other.close(resolve))
    await start({ port, folder: newFolder })
  })

  test('says in one sentence that it may not write in its folder', async () => {
    const file = join(folder, 'a-file')
    writeFileSync(file, '')
    await expect(start({ folder: join(file, 'inside') })).rejects.toMatchObject({
      code: 'FOLDER_NOT_WRITABLE',
    })
  })

  test('lets go of its port when its folder cannot be had', async () => {
    const { url } = await start()
    await expect(start({ port: 0 })).rejects.toMatchObject({ code: 'HEADOFFICE_FOLDER_IN_USE' })
    await open.pop()?.close()
    const port = Number(new URL(url).port)
    const file = join(folder, 'a-file')
    writeFileSync(file, '')
    await expect(start({ port, folder: file })).rejects.toMatchObject({ code: 'FOLDER_NOT_WRITABLE' })
    await start({ port })
  })

  test('does not take a lock that it cannot open for another head office', async () => {
    const lock = join(folder, 'in-use.lock')
    rmSync(lock)
    mkdirSync(lock)
    await expect(start()).rejects.toMatchObject({ code: 'FILE_NOT_USABLE', detail: { file: lock } })
    rmSync(lock, { recursive: true })
    await start()
  })

  const isRoot = process.getuid?.() === 0
  test.skipIf(isRoot)(
    `does not take a lock that may only be read for one it holds${isRoot ? ' (not run here: root may write everything)' : ''}`,
    async () => {
      const lock = join(folder, 'in-use.lock')
      writeFileSync(lock, '', { mode: 0o400 })
      await expect(start()).rejects.toMatchObject({ code: 'FILE_NOT_USABLE', detail: { file: lock } })
    },
  )

  test('says what to do about a lock that is some other file, and leaves it as it is', async () => {
    const lock = join(folder, 'in-use.lock')
    const text = 'a shopping list, somebody’s. '.repeat(60)
    writeFileSync(lock, text)
    await expect(start()).rejects.toMatchObject({
      code: 'HEADOFFICE_LOCK_NOT_READABLE',
      detail: { file: lock, reason: 'file is not a database' },
    })
    expect(readFileSync(lock, 'utf8')).toBe(text)
  })
})

describe('head office on PostgreSQL', () => {
  const whyNot = whyNoPostgres()
  const named = whyNot === null ? '' : ` (not run here: ${whyNot})`

  test.skipIf(whyNot !== null)(`refuses a server that may forget what it answered${named}`, async () => {
    const cluster = await startPostgresCluster()
    const settings = ['fsync', 'synchronous_commit', 'full_page_writes']
    try {
      const prepared = await trial.prepare()
      for (const setting of settings) {
        await cluster.restart(`${setting}=off`)
        await expect(prepared.start({ databaseUrl: cluster.databaseUrl })).rejects.toMatchObject({
          code: 'HEADOFFICE_DATABASE_NOT_SAFE',
          detail: { setting },
        })
      }
      await prepared.end()
    } finally {
      await cluster.stop()
    }
  })

  test.skipIf(whyNot !== null)(`keeps every receipt through a kill of the server${named}`, async () => {
    const cluster = await startPostgresCluster()
    try {
      const prepared = await trial.prepare()
      const { databaseUrl } = cluster
      const office = await prepared.start({ databaseUrl })
      const laptop = await enrolledLaptop(office, 'KHI-01')
      const visit = changeSetOf(saying('visit', v7(), { arrival: 'unknown' }))
      const [receipt] = await laptop.push(visit)
      await cluster.crash()
      await office.close()
      const again = await prepared.start({ databaseUrl })
      const back = await laptop.at(again)
      expect(back.epoch).toBe(laptop.epoch)
      expect(await back.push(visit)).toEqual([receipt])
      await again.close()
      await prepared.end()
    } finally {
      await cluster.stop()
    }
  })

  test.skipIf(whyNot !== null)(`is not ready while its database is away${named}`, async () => {
    const cluster = await startPostgresCluster()
    const prepared = await trial.prepare()
    const office = await prepared.start({ databaseUrl: cluster.databaseUrl })
    const ready = async () => {
      const { status, text } = await rawCall(`${office.url}/ready`)
      return [status, JSON.parse(text).problem]
    }
    expect(await ready()).toEqual([200, null])
    await cluster.stop()
    expect(await ready()).toEqual([503, 'DATABASE_NOT_ANSWERING'])
    await office.close()
    await prepared.end()
  })

  test('says that it cannot be reached, and never the password', async () => {
    const prepared = await trial.prepare()
    const refused = prepared.start({ databaseUrl: 'postgres://northstar:secret@127.0.0.1:1/none' })
    await expect(refused).rejects.toMatchObject({ code: 'HEADOFFICE_DATABASE_UNREACHABLE' })
    await expect(refused).rejects.not.toThrow(/secret/)
    await prepared.end()
  })
})
