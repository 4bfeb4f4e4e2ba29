import { keysOf } from '../core/keys-of.ts'
import { newId } from '../electron/doors.ts'
import { whyNoPostgres } from '../headoffice/testing/postgres-cluster.ts'
import { type EngineName, makeEngine, startOffice } from './sync/engine.ts'
import { measureFirstSync, slowLines } from './sync/first-sync.ts'
import { measureIngest } from './sync/ingest-share.ts'
import type { Traffic } from './sync/line.ts'
import { type Replication, startPeer } from './sync/peer.ts'
import { createProfile, type Profile } from './sync/profiles.ts'
import { type Sync, syncProfiles } from './sync/profiles-there-and-back.ts'
import { measureVisitBytes } from './sync/visit-bytes.ts'
import { percentile, plainDecimal, printTable } from './table.ts'
import { createRandom, type Random } from './torture/random.ts'

const profilesThere = 5000
const rounds = 5
const visits = 500
const largeStore = 20_000
const seed = 20_261_122

/**
 * What sync carries in a second and on the wire, against PouchDB replicating the same profiles to express-pouchdb, in
 * turn on the same machine; what head office's ingest costs against a bare INSERT; what a visit costs on the line; and
 * how long a new laptop of a large store waits.
 */
export async function run(): Promise<void> {
  const random = createRandom(seed)
  const profiles = someProfiles(random, profilesThere)
  const noPostgres = whyNoPostgres()
  if (noPostgres !== null) process.stdout.write(`Not on PostgreSQL: ${noPostgres}.\n`)
  const engines: readonly EngineName[] = noPostgres === null ? ['pglite', 'postgresql'] : ['pglite']
  const lines: string[] = []
  for (const engine of engines) lines.push(await measureEngine(engine, { random, profiles }))
  for (const line of lines) process.stdout.write(`${line}\n`)
}

function someProfiles(random: Random, count: number): readonly Profile[] {
  return Array.from({ length: count }, () => createProfile(random))
}

/** @returns the line of figures */
async function measureEngine(
  name: EngineName,
  { random, profiles }: { readonly random: Random; readonly profiles: readonly Profile[] },
): Promise<string> {
  process.stdout.write(`\nHead office on ${name}\n`)
  const { ours, theirs } = await thereAndBack(name, profiles)
  const push = ratesOf(
    ours.map(({ pushMs }) => pushMs),
    theirs.map((each) => each.push.ms),
  )
  const pull = ratesOf(
    ours.map(({ pullMs }) => pullMs),
    theirs.map((each) => each.pull.ms),
  )
  const pushBytes = bytesOf(
    ours,
    ({ pushTraffic }) => pushTraffic,
    theirs,
    (each) => each.push,
  )
  const pullBytes = bytesOf(
    ours,
    ({ pullTraffic }) => pullTraffic,
    theirs,
    (each) => each.pull,
  )
  const bytesRatio = (pushBytes.ours + pullBytes.ours) / (pushBytes.theirs + pullBytes.theirs)
  printTable([
    [`${profilesThere} profiles, medians of ${rounds}`, 'northstar', 'pouchdb', 'ratio'],
    ['pushed a second', ...cells(push, 0)],
    ['pulled a second', ...cells(pull, 0)],
    ['bytes a profile pushed, both ways', ...cells(pushBytes, 1)],
    ['bytes a profile pulled, both ways', ...cells(pullBytes, 1)],
  ])
  process.stdout.write('PouchDB compresses no request; answers of both are compressed.\n')

  await using forIngest = await makeEngine(name)
  const { ingestPerS, insertPerS } = await measureIngest(forIngest, random)
  const ingestShare = ingestPerS / insertPerS
  printTable([
    ['rows a second at head office', 'median'],
    ['ingest, from page to receipts', plainDecimal(ingestPerS)],
    ['one bare INSERT of the same', plainDecimal(insertPerS)],
    ['share', plainDecimal(ingestShare)],
  ])

  await using engine = await makeEngine(name)
  await using office = await startOffice(engine)
  const ofVisits = await measureVisitBytes(office, { random, visits })
  const bytesPerVisit = bothWays(ofVisits.push) / visits
  printTable([
    [`bytes on the wire a visit, over ${visits}`, 'both ways', 'up', 'down'],
    ['until head office has it', ...wireCells(ofVisits.push)],
    ['fed to the laptop that wrote it', ...wireCells(ofVisits.rest)],
  ])

  const first = await measureFirstSync(office, someProfiles(random, largeStore), 'LARGE')
  // Whole: what the line takes for the larger way, and what the laptop and head office take without one.
  const wholeS = (bitsPerS: number) => (first.traffic.down * 8) / bitsPerS + first.ms / 1000
  printTable([
    [`first sync of ${largeStore} customers`, ''],
    ['bytes, both ways', String(bothWays(first.traffic))],
    ['calls for pages', String(first.calls)],
    ['seconds without a slow line', plainDecimal(first.ms / 1000)],
    ...slowLines.flatMap((bitsPerS) => [
      [
        `seconds until usable at ${bitsPerS / 1000} kbit/s, measured`,
        plainDecimal((first.firstPageMs.get(bitsPerS) ?? 0) / 1000),
      ],
      [`seconds until whole at ${bitsPerS / 1000} kbit/s, computed`, plainDecimal(wholeS(bitsPerS))],
    ]),
  ])
  const figures = {
    pushPerS: Math.round(push.ours),
    pullPerS: Math.round(pull.ours),
    pushRatio: push.ours / push.theirs,
    pullRatio: pull.ours / pull.theirs,
    bytesRatio,
    bytesPerVisit: Math.round(bytesPerVisit),
    ingestShare,
    firstPageS256: (first.firstPageMs.get(256_000) ?? 0) / 1000,
    wholeS256: wholeS(256_000),
  }
  const said = keysOf(figures).map(
    (key) => `${key}=${Number.isInteger(figures[key]) ? figures[key] : plainDecimal(figures[key])}`,
  )
  return `sync: engine=${name} ${said.join(' ')}`
}

/** Northstar and PouchDB in turn, so that a noisy machine is noisy for both. */
async function thereAndBack(name: EngineName, profiles: readonly Profile[]) {
  const ours: Sync[] = []
  const theirs: { readonly push: Replication; readonly pull: Replication }[] = []
  await using engine = await makeEngine(name)
  await using office = await startOffice(engine)
  await using peer = await startPeer(newId)
  for (let round = 0; round < rounds; round += 1) {
    ours.push(await syncProfiles(office, profiles, `ROUND-${round}`))
    theirs.push(await peer.replicate(profiles, `round-${round}`))
  }
  return { ours, theirs }
}

interface Both {
  readonly ours: number
  readonly theirs: number
}

function ratesOf(oursMs: readonly number[], theirsMs: readonly number[]): Both {
  const perS = (ms: readonly number[]) => (profilesThere * 1000) / percentile(ms, 0.5)
  return { ours: perS(oursMs), theirs: perS(theirsMs) }
}

/** Bytes a profile, both ways. */
function bytesOf(
  ours: readonly Sync[],
  ourTraffic: (sync: Sync) => Traffic,
  theirs: readonly { readonly push: Replication; readonly pull: Replication }[],
  theirReplication: (each: { readonly push: Replication; readonly pull: Replication }) => Replication,
): Both {
  const each = (traffics: readonly Traffic[]) => percentile(traffics.map(bothWays), 0.5) / profilesThere
  return {
    ours: each(ours.map(ourTraffic)),
    theirs: each(theirs.map((one) => theirReplication(one).traffic)),
  }
}

const bothWays = ({ up, down }: Traffic): number => up + down

function wireCells({ up, down }: Traffic): readonly string[] {
  return [up + down, up, down].map((bytes) => (bytes / visits).toFixed(0))
}

function cells({ ours, theirs }: Both, digits: number): readonly string[] {
  return [ours.toFixed(digits), theirs.toFixed(digits), plainDecimal(ours / theirs)]
}
