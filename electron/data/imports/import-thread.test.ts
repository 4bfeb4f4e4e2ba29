import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { errorForLog } from '../../../core/error-for-log.ts'
import { pakistan } from '../../../core/market/test-market.ts'
import { type TestFolder, testFolder, testKey } from '../../../db/test-database.ts'
import { startImportThread } from './import-thread.ts'

let place: TestFolder
beforeEach(() => {
  place = testFolder()
})
afterEach(() => place[Symbol.dispose]())

/** A thread that does something else than work. */
function strangeThread(code: string) {
  const workerFile = join(place.folder, 'strange-worker.mjs')
  writeFileSync(workerFile, `import { parentPort } from 'node:worker_threads'\n${code}`)
  return startImportThread({
    workerFile,
    memoryMb: 30,
    workerData: {
      folder: place.folder,
      key: testKey,
      market: pakistan,
      file: { name: 'all.csv', bytes: 9 },
    },
  })
}
const failure = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => 'nothing failed',
    (error: unknown) => error,
  )
const ask = (thread: ReturnType<typeof strangeThread>) => failure(thread.ask('pack', {}))

describe('a thread that holds a file', () => {
  it('says that a file needs too much memory, and the laptop goes on', async () => {
    const thread = strangeThread(
      'parentPort.on("message", () => { const all = []; for (;;) all.push(new Array(10_000).fill(0.5)) })',
    )
    expect(await ask(thread)).toMatchObject({ code: 'IMPORT_TOO_MUCH', detail: { file: 'all.csv' } })
    expect(thread.hasEnded()).toBe(true)
    expect(await ask(thread)).toMatchObject({ code: 'IMPORT_TOO_MUCH' })
  })

  it('is over for whoever waits for it and whoever asks later, once it was ended', async () => {
    const thread = strangeThread('parentPort.on("message", () => {})')
    const waiting = ask(thread)
    await thread.end()
    expect(await waiting).toMatchObject({ code: 'IMPORT_OVER' })
    expect(await ask(thread)).toMatchObject({ code: 'IMPORT_OVER' })
    await thread.end()
  })

  it.each([
    ['ends without a word', 'parentPort.on("message", () => process.exit(3))'],
    ['throws', 'parentPort.on("message", () => { throw new Error("Sana Tariq") })'],
    ['cannot be loaded', 'import "./not-there.mjs"'],
  ])('that %s is an error, never a hang', async (_how, code) => {
    const error = await ask(strangeThread(code))
    expect(error).toBeInstanceOf(Error)
    expect(String(error)).toContain('The import worker ended with code')
  })

  it('tells where a bug is, without what it read', async () => {
    const thread = strangeThread(`
      const problem = { name: 'TypeError', code: null, frames: ['    at plan (plan.ts:7:1)'] }
      parentPort.on('message', ({ id }) => parentPort.postMessage({ type: 'failed', id, problem }))`)
    expect(JSON.stringify(errorForLog(await ask(thread)))).toContain('plan.ts:7:1')
    await thread.end()
  })
})
