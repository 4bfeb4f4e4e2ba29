import { compareVersions, fileToInstall, type Release, type UpdateFile } from './release.ts'

/** What this laptop is, as far as it decides about a release. */
export interface LaptopToUpdate {
  readonly version: string
  /** The version of the tables in its database. */
  readonly databaseVersion: number
  readonly platform: string
  /** From 0 up to but not including 100, the same for as long as the laptop has its id: see `rolloutShare`. */
  readonly share: number
}

export type Offer =
  | { readonly type: 'take'; readonly release: Release; readonly file: UpdateFile }
  /** It is no later version than the one that runs: nothing ever goes back. */
  | { readonly type: 'none' }
  /** It goes to other laptops first. */
  | { readonly type: 'later' }
  /** It would not know the tables that are here already. */
  | { readonly type: 'older-database' }
  /** It has no file for a machine of this kind. */
  | { readonly type: 'no-file' }

/** What a release is to this laptop. */
export function offerOf(release: Release, laptop: LaptopToUpdate): Offer {
  if (compareVersions(release.version, laptop.version) <= 0) return { type: 'none' }
  if (release.databaseVersion < laptop.databaseVersion) return { type: 'older-database' }
  if (laptop.share >= release.stagingPercentage) return { type: 'later' }
  const file = fileToInstall(release, laptop.platform)
  return file === null ? { type: 'no-file' } : { type: 'take', release, file }
}

/**
 * Where a laptop stands in every staged release. The version has no part in it: what mends a release that went to one
 * laptop of ten reaches that laptop first.
 * @param digest of the laptop's id, by a hash whose first four bytes are evenly spread
 * @returns from 0 up to but not including 100
 */
export function rolloutShare(digest: Uint8Array): number {
  const [a = 0, b = 0, c = 0, d = 0] = digest
  return ((((a * 256 + b) * 256 + c) * 256 + d) / 2 ** 32) * 100
}

/** A visit that nobody ended is over by then: nobody stays in a showroom so long. */
const longestVisitMs = 24 * 3_600_000

/** Whether one of the open visits that a laptop has to do with is going on. Both in UTC milliseconds. */
export const isVisitGoingOn = (startedAt: readonly number[], now: number): boolean =>
  startedAt.some((at) => now - at < longestVisitMs)
