import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { toDataSchema } from './data-process-messages.ts'
import { builtPage, getReady, newestProcess, type StartedMain, startMain } from './testing/started-main.ts'

let page: ReturnType<typeof builtPage>
beforeEach(() => {
  page = builtPage()
})
afterEach(() => page[Symbol.dispose]())

const settle = () => new Promise(setImmediate)
const key = new TextEncoder().encode('a key of the database')

/** What the newest data process was told, as it reads it. */
const told = (started: StartedMain) =>
  newestProcess(started).sent.map(({ message }) => toDataSchema.parse(message))

async function sealed(started: StartedMain): Promise<Uint8Array> {
  started.data.emit('message', { type: 'seal', id: 1, bytes: key })
  await settle()
  const [answer] = told(started)
  if (answer?.type !== 'sealed' || !answer.sealed) throw new Error('nothing was sealed')
  return answer.sealed.sealed
}

describe('the key of the data process', () => {
  it('is sealed and unsealed by the main process, before the data process can answer anything else', async () => {
    const started = await startMain(page.root)
    const bytes = await sealed(started)
    started.data.emit('message', { type: 'unseal', id: 2, sealed: bytes })
    started.data.emit('message', { type: 'sealing-state', id: 3 })
    await settle()
    const sealing = { backend: 'gnome_libsecret', isWeak: false }
    expect(told(started)).toEqual([
      { type: 'sealed', id: 1, sealed: { ...sealing, sealed: bytes } },
      { type: 'unsealed', id: 2, unsealed: { type: 'unsealed', bytes: key, shouldReseal: false } },
      { type: 'sealing', id: 3, sealing },
    ])
  })

  it('is given to nobody when the process that asked has ended', async () => {
    const started = await startMain(page.root)
    const bytes = await sealed(started)
    const first = started.data
    first.emit('message', { type: 'unseal', id: 2, sealed: bytes })
    first.emit('exit', 139)
    started.clock.pass(250)
    await settle()
    expect(started.processes).toHaveLength(2)
    expect(first.sent).toHaveLength(1)
    expect(told(started)).toEqual([])
    // Nor is one heard that speaks after its end.
    first.emit('message', { type: 'unseal', id: 3, sealed: bytes })
    await settle()
    expect([first.sent.length, told(started).length]).toEqual([1, 0])
  })

  it('is not there, and nothing breaks, when sealing fails', async () => {
    const started = await startMain(page.root)
    const fail = async () => Promise.reject(new Error('no keyring'))
    Object.assign(started.safeStorage, {
      isAsyncEncryptionAvailable: fail,
      encryptStringAsync: fail,
      decryptStringAsync: fail,
    })
    started.data.emit('message', { type: 'sealing-state', id: 1 })
    started.data.emit('message', { type: 'seal', id: 2, bytes: key })
    started.data.emit('message', { type: 'unseal', id: 3, sealed: key })
    await settle()
    expect(told(started)).toEqual([
      { type: 'sealing', id: 1, sealing: null },
      { type: 'sealed', id: 2, sealed: null },
      { type: 'unsealed', id: 3, unsealed: { type: 'lost' } },
    ])
  })

  it('is never among the arguments or the environment of the data process', async () => {
    const started = await startMain(page.root)
    getReady(started)
    expect(started.data.args).toEqual([
      expect.stringMatching(/data\.js$/),
      '--root',
      page.root,
      '--data',
      '/laptop',
    ])
  })

  it('is not asked of the system for what is no key', async () => {
    const started = await startMain(page.root)
    started.data.emit('message', { type: 'seal', id: 1, bytes: new Uint8Array() })
    started.data.emit('message', { type: 'seal', id: 2, bytes: new Uint8Array(20_000) })
    started.data.emit('message', { type: 'unseal', id: 3, sealed: 'text' })
    await settle()
    expect(told(started)).toEqual([])
  })
})
