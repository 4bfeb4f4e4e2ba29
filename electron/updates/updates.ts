import { statfs } from 'node:fs/promises'
import type { Logger } from 'pino'
import type { ErrorCode, ErrorDetail } from '../../contract/errors.ts'
import { assertNever } from '../../core/assert-never.ts'
import type { Clock } from '../../core/clock.ts'
import { isVisitGoingOn, type LaptopToUpdate, type Offer, offerOf } from '../../core/updates/decide-update.ts'
import {
  compareVersions,
  type MetadataFile,
  type Release,
  type UpdateFile,
} from '../../core/updates/release.ts'
import { bringUpdateFile } from './bring-update-file.ts'
import type { HeadofficeFiles } from './headoffice-files.ts'
import { readRelease, type SignedMetadata } from './read-release.ts'
import { createUpdateFolder } from './update-folder.ts'

type UpdateStanding =
  /** This Northstar was not installed as one that updates itself, or its build takes no updates. */
  | { readonly type: 'by-hand' }
  /** There is no later version that is for this laptop. */
  | { readonly type: 'none' }
  | { readonly type: 'fetching'; readonly version: string; readonly done: number; readonly of: number }
  /** It is installed when Northstar is closed and no visit is open. */
  | { readonly type: 'ready'; readonly version: string }

/** What stands between this laptop and an update, in the error catalogue's words. */
interface UpdateProblem {
  readonly code: ErrorCode
  readonly detail: ErrorDetail
}

/** What brings a later version to this laptop, and knows when it may be installed. Nothing of it waits for a person. */
export interface Updates {
  /** Looks for a later version when it is time, and brings it on; goes on where it was called off. */
  readonly bringOn: (signal: AbortSignal) => Promise<void>
  readonly standing: () => UpdateStanding
  readonly problem: () => UpdateProblem | null
  /** Asked when Northstar is closing: whether the update that is ready is installed now. */
  readonly mayInstall: () => boolean
}

/** Of a Northstar that is updated by hand. */
export const noUpdates: Updates = {
  bringOn: async () => {},
  standing: () => ({ type: 'by-hand' }),
  problem: () => null,
  mayInstall: () => false,
}

const lookEveryMs = 4 * 3_600_000
/** After a failure, and after a signature that may have been replaced just then. */
const lookAgainMs = 15 * 60_000
const metadataBytes = 65_536
const signatureBytes = 4_096
const mostTries = 3
/** The file, the copy that is installed from, what is unpacked of it, and room for the showroom to go on. */
const roomTimes = 4
const roomBytes = 500_000_000

interface UpdatesDeps {
  /** The laptop's data folder. */
  readonly folder: string
  /** Who may sign. */
  readonly keys: readonly string[]
  readonly metadataFile: MetadataFile
  readonly laptop: Omit<LaptopToUpdate, 'share'>
  /** Where this laptop stands in a staged release: see `rolloutShare`. */
  readonly share: () => number
  /** Such as `https://sync.example.com`; `null` where there is no head office. */
  readonly headofficeUrl: () => string | null
  /** When each open visit began that this laptop has to do with, UTC milliseconds. */
  readonly openVisits: () => readonly number[]
  readonly files: HeadofficeFiles
  readonly clock: Clock
  readonly monotonicMs: () => number
  readonly log: Logger
  readonly freeBytes?: (folder: string) => Promise<number>
}

export function createUpdates(deps: UpdatesDeps): Updates {
  const { laptop, files, monotonicMs, log, metadataFile, keys, freeBytes = freeBytesOf } = deps
  const folder = createUpdateFolder(deps.folder)
  let offer: Offer = { type: 'none' }
  let problem: UpdateProblem | null = null
  let lookAt = Number.NEGATIVE_INFINITY
  let unsignedInARow = 0
  /** The file is here, and was compared with what was signed when it came. */
  let isWhole = false
  /** What came under these hashes was something else: a line that pays by the byte is not asked for it all day. */
  const damaged = new Set<string>()

  const triedOften = (version: string): boolean => {
    const tried = folder.tried()
    return tried?.version === version && tried.times >= mostTries
  }
  const notInstalled = (): UpdateProblem | null => {
    const tried = folder.tried()
    if (tried === null || compareVersions(tried.version, laptop.version) <= 0) return null
    return { code: 'UPDATE_NOT_INSTALLED', detail: { version: tried.version } }
  }
  const settle = (release: Release | null): void => {
    offer = release === null ? { type: 'none' } : offerOf(release, { ...laptop, share: deps.share() })
    problem = problemOf(offer, release) ?? notInstalled()
    if (offer.type === 'take' && damaged.has(offer.file.sha512)) notAsSigned(offer.release)
    isWhole = offer.type === 'take' && folder.hasWhole(offer.file.url)
  }
  const notAsSigned = ({ version }: Release): void => {
    offer = { type: 'none' }
    problem = { code: 'UPDATE_DAMAGED', detail: { version } }
  }

  const look = async (url: string, signal: AbortSignal): Promise<void> => {
    // The signature first: metadata published in between is then newer than it, and found not to be signed.
    const address = `${url}/updates/${metadataFile}`
    const signature = await files.read(`${address}.minisig`, signatureBytes, signal)
    const metadata = signature && (await files.read(address, metadataBytes, signal))
    lookAt = monotonicMs() + lookEveryMs
    if (!signature || !metadata) return withdrawn()
    const signed = { metadata, signature: new TextDecoder().decode(signature) }
    const read = readRelease(signed, { file: metadataFile, keys })
    if (read.type === 'not-signed') return notSigned()
    unsignedInARow = 0
    if (read.type === 'not-readable') {
      withdrawn()
      problem = { code: 'UPDATE_NOT_READABLE', detail: {} }
      return
    }
    take(signed, read.release)
  }
  const withdrawn = (): void => {
    folder.forget()
    settle(null)
  }
  const notSigned = (): void => {
    unsignedInARow += 1
    lookAt = monotonicMs() + lookAgainMs
    log.warn({ times: unsignedInARow }, 'the metadata of an update is not signed')
    if (unsignedInARow === 1) return
    withdrawn()
    problem = { code: 'UPDATE_NOT_SIGNED', detail: {} }
  }
  /** What the file of this name is to be, by the metadata that is kept here. */
  const keptHashOf = (url: string): string | null => {
    const kept = folder.kept()
    const read = kept && readRelease(kept, { file: metadataFile, keys })
    if (read?.type !== 'release') return null
    return read.release.files.find((file) => file.url === url)?.sha512 ?? null
  }
  const take = (signed: SignedMetadata, release: Release): void => {
    const next = offerOf(release, { ...laptop, share: deps.share() })
    // A build made anew has the old one's name: what is here of the old one is no part of it.
    if (next.type === 'take' && keptHashOf(next.file.url) !== next.file.sha512) folder.dropFile(next.file.url)
    folder.keep(signed, next.type === 'take' ? next.file.url : null)
    settle(release)
    log.info({ version: release.version, offer: next.type }, 'head office offers a version')
  }

  const bring = async (url: string, release: Release, file: UpdateFile, signal: AbortSignal) => {
    if ((await freeBytes(deps.folder)) < file.size * roomTimes + roomBytes - folder.partBytes(file.url)) {
      problem = { code: 'UPDATE_NO_ROOM', detail: { version: release.version, size: megabytes(file.size) } }
      return
    }
    problem = notInstalled()
    const came = await bringUpdateFile({ files, folder, file, url: `${url}/updates/${file.url}`, signal })
    if (came === 'gone') return withdrawn()
    if (came === 'part') return
    if (came === 'whole') {
      isWhole = true
      log.info({ version: release.version }, 'an update is ready')
      return
    }
    damaged.add(file.sha512)
    notAsSigned(release)
    log.error({ version: release.version }, 'what came is not the file that was signed')
  }

  const kept = folder.kept()
  if (kept !== null) {
    const read = readRelease(kept, { file: metadataFile, keys })
    settle(read.type === 'release' ? read.release : null)
    // It runs, or another one does that is later: what brought it is of no more use.
    if (offer.type === 'none' && notInstalled() === null) folder.clear()
  }

  return {
    async bringOn(signal) {
      const url = deps.headofficeUrl()
      if (url === null) return
      try {
        if (monotonicMs() >= lookAt) await look(url, signal)
        if (offer.type !== 'take' || isWhole || triedOften(offer.release.version)) return
        await bring(url, offer.release, offer.file, signal)
      } catch (error) {
        if (!signal.aborted && lookAt < monotonicMs()) lookAt = monotonicMs() + lookAgainMs
        throw error
      }
    },
    standing() {
      if (offer.type !== 'take' || triedOften(offer.release.version)) return { type: 'none' }
      const { version } = offer.release
      if (isWhole) return { type: 'ready', version }
      return { type: 'fetching', version, done: folder.partBytes(offer.file.url), of: offer.file.size }
    },
    problem: () => problem,
    mayInstall() {
      if (offer.type !== 'take' || !isWhole || isVisitGoingOn(deps.openVisits(), deps.clock())) return false
      return !triedOften(offer.release.version)
    },
  }
}

function problemOf(offer: Offer, release: Release | null): UpdateProblem | null {
  const { version = '' } = release ?? {}
  switch (offer.type) {
    case 'take':
    case 'none':
    case 'later':
      return null
    case 'older-database':
      return { code: 'UPDATE_DATABASE_OLDER', detail: { version } }
    case 'no-file':
      return { code: 'UPDATE_NOT_READABLE', detail: {} }
    default:
      return assertNever(offer)
  }
}

async function freeBytesOf(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder)
  return bavail * bsize
}

const megabytes = (bytes: number): string => String(Math.ceil(bytes / 1_000_000))
