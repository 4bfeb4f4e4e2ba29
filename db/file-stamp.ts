/** A time as it stands in file names, such as `2026-11-22T07-00-00-000Z`: UTC, for no system refuses it and it sorts. */
export const fileStamp = (ms: number): string => new Date(ms).toISOString().replace(/[:.]/g, '-')

/** What `fileStamp` writes, for use within a longer pattern. */
export const fileStampPattern = /(?:\d{4}|[+-]\d{6})-\d\d-\d\dT\d\d-\d\d-\d\d-\d{3}Z/.source

/** The time of a stamp in UTC milliseconds, `null` for a day or an hour that is not. */
export function parseFileStamp(stamp: string): number | null {
  const iso = stamp.replace(/T(\d\d)-(\d\d)-(\d\d)-(\d{3})Z$/, 'T$1:$2:$3.$4Z')
  const ms = Date.parse(iso)
  return Number.isNaN(ms) ? null : ms
}
