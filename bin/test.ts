import { spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statfsSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { findBrowser } from '../electron/find-browser.ts'
import { run as build } from './build.ts'

const root = join(import.meta.dirname, '..')
const results = join(root, 'out', 'test-results')

/** Runs every test: unit and integration, then end to end in a real browser. The last line counts them. */
export async function run(args: readonly string[]): Promise<number> {
  const browser = findBrowser() ?? installBrowser()
  if (browser === null) {
    say(
      'No Chromium, Chrome or Edge was found and none could be installed, so the end-to-end tests cannot run.',
    )
    say(
      'Install one (Debian: apt-get install chromium), or name it in NORTHSTAR_BROWSER, then run npm test again.',
    )
    return 1
  }
  rmSync(results, { recursive: true, force: true })
  mkdirSync(results, { recursive: true })
  const place = placeInMemory()
  try {
    const unit = runVitest(args, place.env)
    const built = await build([])
    return built === 0 ? sum(unit, runPlaywright(browser, place.env)) : built
  } finally {
    place.remove()
  }
}

/** Says what all the tests came to. @returns the exit code */
function sum(unit: Counts, endToEnd: Counts): number {
  const passed = unit.passed + endToEnd.passed
  const failed = unit.failed + endToEnd.failed
  const skipped = unit.skipped + endToEnd.skipped
  for (const line of [...unit.notRun, ...endToEnd.notRun]) say(`Not run here: ${line}`)
  say(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`)
  return failed === 0 && passed > 0 ? 0 : 1
}

/** As much as all tests together may have on the disk at once, several times over. */
const roomBytes = 3e9

/**
 * Where the tests put their files: in memory where there is room, since they wait for the disk a third of their time.
 * Those about a full disk or a power cut bring a disk of their own.
 */
function placeInMemory(): { readonly env: Environment; readonly remove: () => void } {
  const memory = '/dev/shm'
  if (!existsSync(memory)) return { env: {}, remove: () => {} }
  const { bavail, bsize } = statfsSync(memory)
  if (bavail * bsize < roomBytes) return { env: {}, remove: () => {} }
  // Short: a socket's path may not be long. Open as any folder for passing files is: PostgreSQL runs as somebody else.
  const folder = mkdtempSync(join(memory, 'ns-'))
  chmodSync(folder, 0o1777)
  return { env: { TMPDIR: folder }, remove: () => rmSync(folder, { recursive: true, force: true }) }
}

type Environment = Readonly<Record<string, string>>

interface Counts {
  readonly passed: number
  readonly failed: number
  readonly skipped: number
  readonly notRun: readonly string[]
}

const vitestReportSchema = z.object({
  numPassedTests: z.int(),
  numFailedTests: z.int(),
  numPendingTests: z.int(),
  numFailedTestSuites: z.int(),
  testResults: z.array(
    z.object({ assertionResults: z.array(z.object({ fullName: z.string(), status: z.string() })) }),
  ),
})

function runVitest(args: readonly string[], env: Environment): Counts {
  const file = join(results, 'vitest.json')
  const exit = start(
    'vitest',
    ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${file}`, ...args],
    env,
  )
  if (!existsSync(file)) return brokenOff
  const report = vitestReportSchema.parse(JSON.parse(readFileSync(file, 'utf8')))
  const notRun = report.testResults
    .flatMap(({ assertionResults }) => assertionResults)
    .filter(({ status }) => status !== 'passed' && status !== 'failed')
    .map(({ fullName }) => fullName)
  const failed = report.numFailedTests
  return {
    passed: report.numPassedTests,
    // A file that cannot even be loaded has no test to count, and still is a failure.
    failed: exit !== 0 && failed === 0 ? Math.max(1, report.numFailedTestSuites) : failed,
    skipped: report.numPendingTests,
    notRun,
  }
}

const playwrightReportSchema = z.object({
  stats: z.object({ expected: z.int(), unexpected: z.int(), flaky: z.int(), skipped: z.int() }),
})
interface Suite {
  readonly suites?: readonly Suite[] | undefined
  readonly specs?: readonly Spec[] | undefined
}
const specSchema = z.object({
  title: z.string(),
  tests: z.array(
    z.object({
      status: z.string(),
      annotations: z.array(z.object({ type: z.string(), description: z.string().optional() })),
    }),
  ),
})
type Spec = z.infer<typeof specSchema>
const suiteSchema: z.ZodType<Suite> = z.lazy(() =>
  z.object({ suites: z.array(suiteSchema).optional(), specs: z.array(specSchema).optional() }),
)

function runPlaywright(browser: string, env: Environment): Counts {
  const file = join(results, 'playwright.json')
  const exit = start('playwright', ['test', '--reporter=list,json'], {
    PLAYWRIGHT_JSON_OUTPUT_NAME: file,
    NORTHSTAR_BROWSER: browser,
    ...env,
  })
  if (!existsSync(file)) return brokenOff
  const content: unknown = JSON.parse(readFileSync(file, 'utf8'))
  const { stats } = playwrightReportSchema.parse(content)
  // A test that needed a second try has failed once: it counts as failed.
  const failed = stats.unexpected + stats.flaky
  return {
    passed: stats.expected,
    failed: exit !== 0 && failed === 0 ? 1 : failed,
    skipped: stats.skipped,
    notRun: skippedSpecs(suiteSchema.parse(content)),
  }
}

function skippedSpecs(suite: Suite): readonly string[] {
  const own = (suite.specs ?? [])
    .filter(({ tests }) => tests.some(({ status }) => status === 'skipped'))
    .map(({ title, tests }) => {
      const reason = tests
        .flatMap(({ annotations }) => annotations)
        .find(({ type }) => type === 'skip')?.description
      return reason ? `${title} (${reason})` : title
    })
  return [...own, ...(suite.suites ?? []).flatMap(skippedSpecs)]
}

const brokenOff: Counts = { passed: 0, failed: 1, skipped: 0, notRun: [] }

function installBrowser(): string | null {
  const isRoot = process.getuid?.() === 0
  if (isRoot && existsSync('/etc/debian_version')) {
    say('No Chromium, Chrome or Edge was found. Installing the Debian package chromium with apt-get.')
    start('apt-get', ['update', '-qq'])
    start('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], {
      DEBIAN_FRONTEND: 'noninteractive',
    })
  } else {
    say('No Chromium, Chrome or Edge was found. Installing the Chromium that Playwright downloads.')
    start('playwright', ['install', 'chromium'])
  }
  return findBrowser()
}

function start(command: string, args: readonly string[], env: Readonly<Record<string, string>> = {}): number {
  const { status, error } = spawnSync(command, args, {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
    // Every worker and every program it starts loads the same packages: compiled once, they load in half the time.
    env: { ...process.env, NODE_COMPILE_CACHE: join(root, 'out', 'compile-cache'), ...env },
  })
  if (error) say(`${command} could not be started: ${error.message}`)
  return status ?? 1
}

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}
