import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { expect, test, vi } from 'vitest'
import { freshTrialFolder } from '../headoffice/testing/fresh-trial.ts'
import { startPostgresCluster, whyNoPostgres } from '../headoffice/testing/postgres-cluster.ts'
import { withOperator } from './headoffice/with-operator.ts'
import { type Laptop, openLaptop } from './sync-testing/laptop.ts'

/** More than the first page holds. */
const customers = 1_400
/** So many milliseconds after the second page was sent: its hundreds of change sets take head office longer. */
const killAfterMs = 20

interface Place {
  readonly folder: string
  /** `undefined` for a trial. */
  readonly databaseUrl: string | undefined
}

/** Head office as its operator starts it. @returns once it takes calls */
async function serve({ folder, databaseUrl }: Place, port = '0') {
  const child = spawn(
    process.execPath,
    [join(import.meta.dirname, 'northstar.js'), 'headoffice', '--folder', folder, '--port', port],
    { stdio: ['ignore', 'pipe', 'ignore'], env: { ...process.env, DATABASE_URL: databaseUrl ?? '' } },
  )
  const ended = once(child, 'close')
  let out = ''
  child.stdout.on('data', (piece: Buffer) => {
    out += piece.toString()
  })
  const isOpen = () => expect(out).toContain('Stop with Ctrl+C')
  await Promise.race([vi.waitFor(isOpen, { timeout: 30_000, interval: 20 }), ended])
  isOpen()
  return {
    url: /http:\/\/127\.0\.0\.1:\d+/.exec(out)?.[0] ?? '',
    async end(signal: 'SIGKILL' | 'SIGTERM') {
      child.kill(signal)
      await ended
    },
  }
}

/** Writes much on a laptop, kills head office while it takes it in, starts it again, and syncs until all is there. */
async function killInAPush(place: Place): Promise<{ readonly isNewEpoch: boolean }> {
  let office = await serve(place)
  const { port } = new URL(office.url)
  let pushes = 0
  let killing: Promise<void> | null = null
  const laptop = openLaptop({
    url: office.url,
    through: (client) => ({
      ...client,
      async push(request, signal, sendAfter) {
        pushes += 1
        const isSent = Promise.resolve(sendAfter)
        if (pushes === 2) killing = isSent.then(() => pause(killAfterMs)).then(() => office.end('SIGKILL'))
        return client.push(request, signal, sendAfter)
      },
    }),
  })
  const other = openLaptop({ url: office.url, storeId: laptop.storeId, storeCode: laptop.storeCode })
  try {
    await enrol(laptop, place, office.url)
    for (let n = 0; n < customers; n++) laptop.addCustomer(`Customer ${n}`)
    await laptop.round()
    expect(killing).not.toBeNull()
    await killing
    const { waitingChangeSets: waiting, state } = laptop.status()
    // A connection that had not come about yet is no internet as far as a laptop can tell.
    expect(state).toMatch(/poor-line|headoffice-down|no-internet/)
    expect(waiting).toBeGreaterThan(0)
    expect(waiting).toBeLessThan(customers)
    const before = epochOf(laptop)

    office = await serve(place, port)
    await laptop.round()
    expect(laptop.status()).toMatchObject({ state: 'up-to-date', waitingChangeSets: 0 })
    await enrol(other, place, office.url)
    await other.round()
    expect(other.status()).toMatchObject({ state: 'up-to-date' })
    expect(other.rows()).toEqual(laptop.rows())
    expect(other.rows().customer).toHaveLength(customers)
    // Each change set that was accepted took one position: none was accepted twice.
    expect(other.position()).toMatchObject({ cursor: customers })
    return { isNewEpoch: epochOf(laptop) !== before }
  } finally {
    await laptop.close()
    await other.close()
    await office.end('SIGTERM')
  }
}

async function enrol(laptop: Laptop, place: Place, url: string): Promise<void> {
  const { storeCode } = laptop
  const { code } = await withOperator(place, (operator) => operator.newEnrolmentCode({ storeCode }))
  await laptop.identity.enrol({ code, url })
}

const epochOf = (laptop: Laptop) =>
  laptop.db.connection.prepare('SELECT epoch FROM feed_position').pluck().get()

test('a trial head office that is killed while a laptop pushes has everything once after it was started again', async () => {
  const folder = await freshTrialFolder()
  try {
    const { isNewEpoch } = await killInAPush({ folder, databaseUrl: undefined })
    expect(isNewEpoch).toBe(true)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}, 60_000)

const whyNot = whyNoPostgres()
test.skipIf(whyNot !== null)(
  `head office on PostgreSQL that is killed while a laptop pushes has everything once after it was started again${whyNot === null ? '' : ` (not run here: ${whyNot})`}`,
  async () => {
    const cluster = await startPostgresCluster()
    try {
      const { isNewEpoch } = await killInAPush({ folder: tmpdir(), databaseUrl: cluster.databaseUrl })
      expect(isNewEpoch).toBe(false)
    } finally {
      await cluster.stop()
    }
  },
  60_000,
)
