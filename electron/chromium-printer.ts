import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { type ChromiumPipe, createChromiumPipe } from './chromium-pipe.ts'
import type { After } from './timer.ts'

const pollMs = 50
const patienceMs = 30_000
/** A4 in inches, the unit of the DevTools protocol; a page of a market with other paper says its own. */
const paper = { paperWidth: 210 / 25.4, paperHeight: 297 / 25.4 }

const flags = [
  '--headless',
  '--remote-debugging-pipe',
  '--no-first-run',
  '--no-default-browser-check',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--disable-extensions',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

export interface PageToPrint {
  readonly url: string
  /** Set before the page loads and never part of an address or a command line. */
  readonly cookie: { readonly name: string; readonly value: string }
}

/**
 * Prints a page to a PDF, A4 where the page names no paper, with a Chromium of its own: a profile that is thrown away, no network service, and as
 * sandboxed as the user lets it be (Chromium refuses its sandbox to root). The page says that it is complete by
 * `data-ready="true"` on its body.
 * @throws when Chromium cannot be started or the page is not complete in time
 */
export async function printWithChromium(
  program: string,
  page: PageToPrint,
  deps: { readonly after: After; readonly isRoot: boolean },
): Promise<Uint8Array> {
  const profile = await mkdtemp(join(tmpdir(), 'northstar-print-'))
  try {
    return await printInProfile(profile, program, page, deps)
  } finally {
    await rm(profile, { recursive: true, force: true, maxRetries: 5 })
  }
}

async function printInProfile(
  profile: string,
  program: string,
  page: PageToPrint,
  deps: { readonly after: After; readonly isRoot: boolean },
): Promise<Uint8Array> {
  const chromium = spawn(
    program,
    [...flags, ...(deps.isRoot ? ['--no-sandbox'] : []), `--user-data-dir=${profile}`, 'about:blank'],
    { stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'] },
  )
  const ended = new Promise<void>((resolve) => {
    chromium.once('exit', () => resolve())
    chromium.once('error', () => resolve())
  })
  const callOff = deps.after(patienceMs, () => chromium.kill('SIGKILL'))
  try {
    return await printPage(createChromiumPipe(chromium), page, deps.after)
  } finally {
    callOff()
    chromium.kill('SIGKILL')
    await ended
  }
}

const targetSchema = z.object({ targetId: z.string() })
const sessionSchema = z.object({ sessionId: z.string() })
const navigatedSchema = z.object({ frameId: z.string(), errorText: z.string().optional() })
const worldSchema = z.object({ executionContextId: z.int() })
const evaluatedSchema = z.object({ result: z.object({ value: z.unknown() }) })
const pdfSchema = z.object({ data: z.base64() })

async function printPage(pipe: ChromiumPipe, page: PageToPrint, after: After): Promise<Uint8Array> {
  const { targetId } = targetSchema.parse(await pipe.call('Target.createTarget', { url: 'about:blank' }))
  const attached = await pipe.call('Target.attachToTarget', { targetId, flatten: true })
  const { sessionId } = sessionSchema.parse(attached)
  const call = (method: string, params: object = {}): Promise<unknown> => pipe.call(method, params, sessionId)

  await call('Network.setCookie', { ...page.cookie, url: page.url, httpOnly: true, sameSite: 'Strict' })
  const { frameId, errorText } = navigatedSchema.parse(await call('Page.navigate', { url: page.url }))
  if (errorText !== undefined) throw new Error(`The page to print did not load: ${errorText}`)
  while (!(await isReady(call, frameId))) await new Promise<void>((resolve) => void after(pollMs, resolve))
  const { data } = pdfSchema.parse(
    await call('Page.printToPDF', {
      ...paper,
      printBackground: true,
      preferCSSPageSize: true,
      generateTaggedPDF: true,
    }),
  )
  return new Uint8Array(Buffer.from(data, 'base64'))
}

/** Read in a world of its own, where the page's scripts have changed nothing. */
async function isReady(
  call: (method: string, params: object) => Promise<unknown>,
  frameId: string,
): Promise<boolean> {
  const world = worldSchema.parse(await call('Page.createIsolatedWorld', { frameId }))
  const evaluated = await call('Runtime.evaluate', {
    contextId: world.executionContextId,
    expression: "document.body?.dataset.ready === 'true'",
  })
  return evaluatedSchema.parse(evaluated).result.value === true
}
