import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/message-port'
import type { ContractRouterClient } from '@orpc/contract'
import { pino } from 'pino'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { showroomContract } from '../../contract/showroom.ts'
import { createParentStandIn } from '../testing/parent-stand-in.ts'
import { after } from '../timer.ts'
import { openLaptop } from './open-laptop.ts'
import { runDataProcess } from './run-data-process.ts'

const root = resolve(import.meta.dirname, '..', '..')
let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'northstar-data-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

async function start() {
  const main = createParentStandIn()
  const exited = Promise.withResolvers<void>()
  await runDataProcess({
    root,
    folder,
    demo: false,
    parent: main.parent,
    after,
    log: pino({ level: 'silent' }),
    exit: exited.resolve,
    loadLaptop: async () => openLaptop,
  })
  /** A page's client, once the data is open. */
  const client = async (): Promise<ContractRouterClient<typeof showroomContract>> => {
    const port = main.openPort()
    const made = createORPCClient<ContractRouterClient<typeof showroomContract>>(new RPCLink({ port }))
    port.start()
    while ((await made.laptop.state()).type !== 'open') await setTimeout(10)
    return made
  }
  const stop = async (): Promise<void> => {
    main.send({ type: 'stop' })
    await exited.promise
    main.closePorts()
  }
  return { ...main, client, stop }
}

describe('the data process', () => {
  it('says that it is ready, answers over each port it is given, and lets go of its data when told to stop', async () => {
    const first = await start()
    expect(first.heard).toEqual([{ type: 'ready' }])
    const clients = await Promise.all([first.client(), first.client()])
    const states = await Promise.all(clients.map((one) => one.app.state()))
    expect(states.map(({ host }) => host)).toEqual(['electron', 'electron'])
    await first.stop()
    const second = await start()
    await second.stop()
  })

  it('refuses data that another process has open', async () => {
    const first = await start()
    await expect(start()).rejects.toMatchObject({ code: 'ALREADY_OPEN' })
    await first.stop()
  })

  it('has its pages printed by the main process', async () => {
    const process = await start()
    const client = await process.client()
    await client.setup.complete({
      storeName: 'Clifton Motors',
      storeCode: 'KHI-01',
      language: 'en',
      consultants: [{ name: 'Ayesha Malik', role: 'manager', pin: '246813' }],
    })
    const { businessDay } = await client.app.state()
    const asked = process.next()
    const printing = client.reports.print({ businessDay, language: 'en' })
    const request = await asked
    expect(request).toEqual({ type: 'print', id: 1, path: expect.stringMatching(/^\/print\//) })
    process.send({ type: 'printed', id: 1, pdf: new TextEncoder().encode('%PDF') })
    const printed = await printing
    expect(printed.type).toBe('pdf')
    if (printed.type === 'pdf') expect(await printed.file.content.text()).toBe('%PDF')
    await process.stop()
  })

  it('says before and after its data is open that no update is to be installed where none is ready', async () => {
    const process = await start()
    process.send({ type: 'may-update' })
    await process.client()
    process.send({ type: 'may-update' })
    expect(process.heard.slice(1)).toEqual([
      { type: 'update', isNow: false },
      { type: 'update', isNow: false },
    ])
    await process.stop()
  })

  it('is not disturbed by a main process that says something unknown', async () => {
    const process = await start()
    process.send({ type: 'shut down' })
    process.send({ type: 'port' }, [])
    process.send('stop')
    expect((await (await process.client()).app.state()).host).toBe('electron')
    await process.stop()
  })

  it('counts a malformed frame and goes on answering', () => {
    const fixture = join(root, 'electron', 'testing', 'malformed-frames.fixture.ts')
    const said = execFileSync(process.execPath, [fixture, root, folder], { encoding: 'utf8' })
    expect(JSON.parse(said)).toEqual({ host: 'electron', rejections: 6 })
  })
})
