import { hash } from 'node:crypto'
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs'
import { z } from 'zod'
import { canonicalJson } from '../../core/canonical-json.ts'
import { jsonOrNull } from '../../core/json-or-null.ts'

/*
 * What was done with an escrow key, beside its file: one line of JSON for each act, only ever added to. Each line's hash is
 * SHA-256 in hexadecimal over the canonical JSON of `["northstar-escrow-1", previous hash, position, at, act, detail]`,
 * where the hash before the first is 64 zeros, so that a line changed, taken out or moved shows. Lines cut off at the end
 * do not: the last hash, noted elsewhere, tells of them.
 */
const entrySchema = z.object({
  position: z.int().min(1),
  /** UTC milliseconds. */
  at: z.int(),
  act: z.enum(['key-made', 'request-answered', 'request-not-answered', 'farewell-opened']),
  /** Ids, codes and marks only. */
  detail: z.record(z.string(), z.string()),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
})
type Entry = Readonly<z.infer<typeof entrySchema>>
type Act = Omit<Entry, 'position' | 'hash'>

/** The journal of a key file. */
export const escrowJournalFile = (keyFile: string): string => `${keyFile}.log`

const beforeFirst = '0'.repeat(64)

/** `broken`: the first line that does not follow from the one before. */
export type EscrowJournal =
  | { readonly type: 'whole'; readonly entries: number; readonly head: string }
  | { readonly type: 'broken'; readonly line: number }

/** Computes the chain anew from its first line. */
export function verifyEscrowJournal(file: string): EscrowJournal {
  let head = beforeFirst
  const lines = linesOf(file)
  for (const [index, line] of lines.entries()) {
    const entry = entrySchema.safeParse(jsonOrNull(line)).data
    const follows = entry?.position === index + 1 && entry.hash === hashOf(head, entry)
    if (!entry || !follows) return { type: 'broken', line: index + 1 }
    head = entry.hash
  }
  return { type: 'whole', entries: lines.length, head }
}

/** Adds one act at the end; it is on the disk when this returns. Goes on from whatever stands last, broken or not. */
export function appendToEscrowJournal(file: string, { at, act, detail }: Act): void {
  const lines = linesOf(file)
  const last = entrySchema.safeParse(jsonOrNull(lines.at(-1) ?? '')).data
  const position = lines.length + 1
  const unhashed = { position, at, act, detail }
  const entry: Entry = { ...unhashed, hash: hashOf(last?.hash ?? beforeFirst, unhashed) }
  const descriptor = openSync(file, 'a', 0o600)
  try {
    writeSync(descriptor, `${canonicalJson(entry)}\n`)
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
}

const hashOf = (before: string, { position, at, act, detail }: Omit<Entry, 'hash'>): string =>
  hash('sha256', canonicalJson(['northstar-escrow-1', before, position, at, act, detail]))

const linesOf = (file: string): readonly string[] =>
  existsSync(file)
    ? readFileSync(file, 'utf8')
        .split('\n')
        .filter((line) => line !== '')
    : []
