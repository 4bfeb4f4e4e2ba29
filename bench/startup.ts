import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createRouterClient } from '@orpc/server'
import { pino } from 'pino'
import { chromium } from 'playwright-core'
import { run as build, initialJavaScriptKb } from '../bin/build.ts'
import { resources } from '../bin/resources.ts'
import { chromiumFlags } from '../e2e/chromium-flags.ts'
import { demoPin } from '../electron/data/demo-pin.ts'
import { createDataService } from '../electron/data/service.ts'
import { demoKey } from '../electron/data/vault/demo-key.ts'
import { findBrowser } from '../electron/find-browser.ts'
import { fillStore } from './large-store.ts'
import { percentile, plainDecimal, printFigures, printTable } from './table.ts'

const starts = 7
const opens = 7
const customers = 100_000

/**
 * From the start of the process to the first screen usable, which is the one to sign in at, and the data process opening
 * a large database up to its first query.
 * The browser is already running, as it is on a laptop where it has been opened once that morning.
 */
export async function run(): Promise<void> {
  if ((await build([])) !== 0) throw new Error('The build failed, so there is nothing to start')
  const folder = mkdtempSync(join(tmpdir(), 'northstar-bench-startup-'))
  try {
    await setUp(join(folder, 'day'))
    const firstScreenMs = await measureFirstScreen(join(folder, 'day'))
    await setUp(join(folder, 'large'))
    fillStore(join(folder, 'large'), demoKey, customers)
    const openMs = await measureOpen(join(folder, 'large'))
    const rendererGzipKb = initialJavaScriptKb()
    printTable([
      ['start', 'p50 ms', 'slowest ms', 'runs'],
      ['process start to first screen usable', ...row(firstScreenMs)],
      [`data process opens ${customers.toLocaleString('en')} customers`, ...row(openMs)],
    ])
    printFigures('startup', {
      firstScreenMs: percentile(firstScreenMs, 0.5),
      openDb100kMs: percentile(openMs, 0.5),
      rendererGzipKb,
    })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const row = (sample: readonly number[]): readonly string[] => [
  plainDecimal(percentile(sample, 0.5)),
  plainDecimal(Math.max(...sample)),
  String(sample.length),
]

function service(folder: string) {
  return createDataService({
    folder,
    key: demoKey,
    resources,
    reportsWorker: join(resources, 'out', 'reports-worker.js'),
    upkeepWorker: join(resources, 'out', 'upkeep-worker.js'),
    importsWorker: join(resources, 'out', 'import-worker.js'),
    adviceWorker: join(resources, 'out', 'advice-worker.js'),
    host: { kind: 'none', printPage: async () => ({ type: 'no-browser' }) },
    demo: false,
    log: pino({ level: 'silent' }),
  })
}

async function setUp(folder: string): Promise<void> {
  const { router, close } = service(folder)
  await createRouterClient(router).setup.complete({
    storeName: 'Bench',
    storeCode: 'BENCH',
    language: 'en',
    consultants: [{ name: 'Bench', role: 'manager', pin: demoPin }],
  })
  await close()
}

async function measureFirstScreen(folder: string): Promise<readonly number[]> {
  const executablePath = findBrowser()
  if (executablePath === null)
    throw new Error('No Chromium, Chrome or Edge was found to show the first screen')
  const browser = await chromium.launch({ executablePath, args: [...chromiumFlags] })
  const sample: number[] = []
  for (let start = 0; start <= starts; start += 1) {
    const page = await (await browser.newContext()).newPage()
    const startedAt = performance.now()
    const host = spawn(
      process.execPath,
      ['bin/northstar.js', 'start', '--demo', '--no-open', '--data', folder],
      {
        cwd: resources,
        stdio: ['ignore', 'pipe', 'inherit'],
      },
    )
    const ended = new Promise((resolve) => host.once('exit', resolve))
    await page.goto(await addressOf(host.stdout))
    await page.getByLabel('PIN of Bench').click({ trial: true })
    // The first start warms the disk cache and is not counted.
    if (start > 0) sample.push(performance.now() - startedAt)
    await page.context().close()
    host.kill('SIGTERM')
    await ended
  }
  await browser.close()
  return sample
}

function addressOf(output: NodeJS.ReadableStream): Promise<string> {
  return new Promise((resolve, reject) => {
    let heard = ''
    output.on('data', (chunk: Buffer) => {
      heard += chunk.toString()
      const address = /http:\/\/127\.0\.0\.1:\d+\/\S+(?=\s)/.exec(heard)
      if (address) resolve(address[0])
    })
    output.once('end', () => reject(new Error(`The browser host ended without an address:\n${heard}`)))
  })
}

async function measureOpen(folder: string): Promise<readonly number[]> {
  const sample: number[] = []
  for (let open = 0; open <= opens; open += 1) {
    const startedAt = performance.now()
    const { router, close } = service(folder)
    const client = createRouterClient(router)
    const [person] = (await client.session.state()).people
    const openMs = performance.now() - startedAt
    // What a PIN costs is its own defence and no part of opening.
    await client.session.signIn({ consultantId: person?.id ?? '', pin: demoPin })
    const signedInAt = performance.now()
    const found = await client.customers.search({ text: 'Khan', limit: 10 })
    if (open > 0) sample.push(openMs + performance.now() - signedInAt)
    if (found.total !== customers) throw new Error(`${found.total} customers instead of ${customers}`)
    await close()
  }
  return sample
}
