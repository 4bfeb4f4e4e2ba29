import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import { type Receipt, receiptSchema } from '../core/sync/protocol.ts'
import { readFigures } from './metrics-figures.ts'
import type { Sql } from './sql.ts'

/** Bytes of a body as it travelled, and inflated. */
export interface BodyBytes {
  readonly wire: number
  readonly inflated: number
}

export interface CallMeasure {
  /** A path of the contract, never what a stranger asked for. */
  readonly route: string
  readonly status: number
  readonly ms: number
  readonly bytesIn: BodyBytes
  readonly bytesOut: BodyBytes
}

/** What head office counts of itself, for Prometheus. Stores by their code; no name, no person. */
export interface Metrics {
  readonly called: (measure: CallMeasure) => void
  readonly received: (receipts: readonly Receipt[]) => void
  readonly fed: (rows: number) => void
  /** The database's figures are read at each asking from now on, but not more often than its answer is kept. */
  readonly watch: (sql: Sql) => void
  readonly text: () => Promise<{ readonly contentType: string; readonly body: string }>
}

/** Several watchers, or an eager one, cost the database one reading in this time. */
const figuresKeptMs = 10_000

const secondsBuckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30]

/** @param ofProcess whether to tell of memory, processor and event loop too, once a process */
export function createMetrics({
  ofProcess,
  nowMs,
  clock,
}: {
  readonly ofProcess: boolean
  readonly nowMs: () => number
  readonly clock: () => number
}): Metrics {
  const registry = new Registry()
  const registers = [registry]
  if (ofProcess) collectDefaultMetrics({ register: registry })
  const seconds = new Histogram({
    name: 'northstar_call_seconds',
    help: 'Calls by route and status, with their time',
    labelNames: ['route', 'status'],
    buckets: secondsBuckets,
    registers,
  })
  const bytes = new Counter({
    name: 'northstar_body_bytes_total',
    help: 'Bytes of bodies in and out, as they travelled (wire) and inflated (plain)',
    labelNames: ['direction', 'form'],
    registers,
  })
  const changeSets = new Counter({
    name: 'northstar_change_sets_total',
    help: 'Change sets answered, by the outcome of their receipt; a repeat counts again',
    labelNames: ['outcome'],
    registers,
  })
  const rows = new Counter({ name: 'northstar_rows_fed_total', help: 'Rows fed to laptops', registers })
  for (const outcome of receiptSchema.shape.outcome.options) changeSets.inc({ outcome }, 0)

  return {
    called({ route, status, ms, bytesIn, bytesOut }) {
      seconds.observe({ route, status: String(status) }, ms / 1000)
      bytes.inc({ direction: 'in', form: 'wire' }, bytesIn.wire)
      bytes.inc({ direction: 'in', form: 'plain' }, bytesIn.inflated)
      bytes.inc({ direction: 'out', form: 'wire' }, bytesOut.wire)
      bytes.inc({ direction: 'out', form: 'plain' }, bytesOut.inflated)
    },
    received(receipts) {
      for (const { outcome } of receipts) changeSets.inc({ outcome })
    },
    fed: (count) => rows.inc(count),
    watch: (sql) => watchDatabase(registry, { sql, nowMs, clock }),
    text: async () => ({ contentType: registry.contentType, body: await registry.metrics() }),
  }
}

function watchDatabase(
  registry: Registry,
  { sql, nowMs, clock }: { readonly sql: Sql; readonly nowMs: () => number; readonly clock: () => number },
): void {
  const registers = [registry]
  let read: { readonly atMs: number; readonly figures: ReturnType<typeof readFigures> } | null = null
  const figures = () => {
    if (read !== null && nowMs() - read.atMs <= figuresKeptMs) return read.figures
    const asked = { atMs: nowMs(), figures: readFigures(sql, clock()) }
    read = asked
    // What could not be read is not kept; whoever asked is told.
    asked.figures.catch(() => {
      if (read === asked) read = null
    })
    return asked.figures
  }
  const gauge = <T extends string>(
    name: string,
    help: string,
    labelNames: readonly T[],
    fill: (gauge: Gauge<T>, figures: Awaited<ReturnType<typeof readFigures>>) => void,
  ) =>
    new Gauge({
      name,
      help,
      labelNames,
      registers,
      async collect() {
        const now = await figures()
        this.reset()
        fill(this, now)
      },
    })

  gauge(
    'northstar_laptops',
    'Laptops not revoked, by store and by how long ago they were last seen',
    ['store', 'last_seen'],
    (laptops, now) => {
      for (const { store, lastSeen, count } of now.laptops) laptops.set({ store, last_seen: lastSeen }, count)
    },
  )
  gauge(
    'northstar_change_sets_waiting',
    'Change sets that wait on laptops, as each said at its last handshake, by store',
    ['store'],
    (waiting, now) => {
      for (const { store, waiting: count } of now.stores) waiting.set({ store }, count)
    },
  )
  gauge('northstar_conflicts_open', 'Conflicts not settled, by store', ['store'], (conflicts, now) => {
    for (const { store, conflicts: count } of now.stores) conflicts.set({ store }, count)
  })
  gauge(
    'northstar_erasures_not_done_everywhere',
    'Erasures that some laptop of the store has yet to do, by store',
    ['store'],
    (erasures, now) => {
      for (const { store, erasures: count } of now.stores) erasures.set({ store }, count)
    },
  )
}
