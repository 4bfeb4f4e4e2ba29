import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync,
  closeSync,
  mkdirSync,
  openSync,
  readdirSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { get } from 'node:http'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type TestFolder, testFolder } from '../db/test-database.ts'

const project = resolve(import.meta.dirname, '..')
let place: TestFolder
let folder = ''
let child: ChildProcess

/** The least of a built application, and a data folder that everyone may read. */
beforeEach(() => {
  place = testFolder()
  mkdirSync(join(place.folder, 'out', 'renderer'), { recursive: true })
  writeFileSync(join(place.folder, 'out', 'renderer', 'index.html'), '<title>Northstar</title>')
  for (const name of ['packs', 'db', 'package.json'])
    symlinkSync(join(project, name), join(place.folder, name))
  folder = join(place.folder, 'laptop')
  mkdirSync(folder)
  chmodSync(folder, 0o755)
})
afterEach(() => {
  child.kill('SIGKILL')
  place[Symbol.dispose]()
})

/** Starts a program with the usual umask, which lets everyone read. @returns the lines it says */
function start(fixture: string, args: readonly string[], stdin: 'pipe' | 'ignore' | number = 'pipe') {
  const usual = process.umask(0o022)
  child = spawn(process.execPath, [join(project, 'electron', 'testing', fixture), ...args], {
    stdio: [stdin, 'pipe', 'inherit'],
  })
  process.umask(usual)
  if (child.stdout === null) throw new Error('the program was started without its output')
  return createInterface(child.stdout)[Symbol.asyncIterator]()
}

async function until(lines: AsyncIterator<string>, said: RegExp): Promise<string> {
  for (;;) {
    const { value, done } = await lines.next()
    if (done === true) throw new Error(`the program ended without saying ${said}`)
    if (said.test(value)) return value
  }
}

/** The rights on each file of the data folder, as `chmod` writes them. */
const modes = (): Readonly<Record<string, string>> =>
  Object.fromEntries(
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      // A file that is being written may get its own name between the look at the folder and the look at the file.
      .map((name) => ({ name, stat: statSync(join(folder, name), { throwIfNoEntry: false }) }))
      .filter(({ stat }) => stat?.isFile())
      .map(({ name, stat }) => [name, ((stat?.mode ?? 0) & 0o777).toString(8)]),
  )

describe.skipIf(process.platform === 'win32')(
  'the files of a data folder that everyone may look into',
  () => {
    /** The data is opened after the program has said that it answers. */
    const onlyOurs = async (log: string): Promise<void> => {
      while (!Object.hasOwn(modes(), 'northstar.db-shm')) await setTimeout(20)
      const seen = modes()
      const names = ['in-use.lock', 'northstar.db', 'northstar.db-shm', 'northstar.db-wal', log]
      expect(Object.keys(seen)).toEqual(expect.arrayContaining(names))
      expect(new Set(Object.values(seen))).toEqual(new Set(['600']))
    }

    it('are only the owner’s when the data process of Electron keeps them', async () => {
      const lines = start('data-process.fixture.ts', ['--root', place.folder, '--data', folder])
      await until(lines, /"ready"/)
      await onlyOurs('logs/data.log')
    })

    it('are only the owner’s when the browser host keeps them; a browser it opens keeps its usual umask', async () => {
      const lines = start('browser-host.fixture.ts', [place.folder, folder])
      expect(await until(lines, /^umask/)).toBe('umask 22')
      await onlyOurs('logs/browser-host.log')
    })
  },
)

describe.skipIf(process.platform === 'win32')('the browser host without a terminal', () => {
  const address = /open at (http:\S+)/

  it('goes on when the terminal that started it is closed, and ends when it is told to', async () => {
    const lines = start('browser-host.fixture.ts', [place.folder, folder], 'ignore')
    const url = address.exec(await until(lines, address))?.[1] ?? ''
    await until(lines, /^umask/)
    child.kill('SIGHUP')
    expect(await statusOf(url)).toBe(200)
    child.kill('SIGTERM')
    expect(await once(child, 'exit')).toEqual([0, null])
  })

  it('goes on with an input that cannot be read, which is what nohup gives it', async () => {
    const unreadable = openSync('/dev/null', 'w')
    const lines = start('browser-host.fixture.ts', [place.folder, folder], unreadable)
    closeSync(unreadable)
    const url = address.exec(await until(lines, address))?.[1] ?? ''
    await until(lines, /^umask/)
    expect(await statusOf(url)).toBe(200)
    child.kill('SIGTERM')
    expect(await once(child, 'exit')).toEqual([0, null])
  })
})

function statusOf(url: string): Promise<number | undefined> {
  return new Promise((settle, reject) => {
    get(url, (response) => {
      response.resume()
      settle(response.statusCode)
    }).on('error', reject)
  })
}
