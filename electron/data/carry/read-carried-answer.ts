import { createPublicKey, verify } from 'node:crypto'
import type { Logger } from 'pino'
import { Refusal } from '../../../contract/errors.ts'
import { assertNever } from '../../../core/assert-never.ts'
import { type CarriedFile, CarriedNotOpened, lookAtCarried } from '../../../core/carry/carried-file.ts'
import {
  answerFrameSchema,
  type HandshakeFrame,
  handshakeFrameSchema,
  isTakenIn,
} from '../../../core/carry/carried-frames.ts'
import type { StoreId } from '../../../core/ids.ts'
import { unpackFeedRows } from '../../../core/sync/packed-feed-rows.ts'
import type { CarryKeys } from '../identity/device-identity.ts'
import type { SyncParts } from '../sync-client.ts'

/** What an answer came to; see `carriedOutcomeSchema`. */
export interface CarriedAnswer {
  readonly outcome: 'read' | 'carry-again' | 'old' | 'stopped' | 'too-old'
  readonly receipts: number
  readonly rows: number
}

/**
 * Looks at a file without changing anything: only head office's whole answer to this laptop gets further.
 * @throws Refusal the CARRIED_ codes
 */
export async function openAnswer(
  content: Blob,
  keys: CarryKeys,
  storeId: StoreId,
): Promise<{ readonly first: HandshakeFrame; readonly rest: AsyncGenerator<unknown> }> {
  const bytes = {
    size: content.size,
    read: async (from: number, to: number) => new Uint8Array(await content.slice(from, to).arrayBuffer()),
  }
  const looked = await lookAtCarried(bytes, (part) => Buffer.from(part).toString('base64url'))
  if (looked.type === 'too-new') throw new Refusal('CARRIED_TOO_NEW')
  if (looked.type === 'not-carried') throw new Refusal('CARRIED_NOT_READABLE')
  const { head } = looked.file
  if (head.from !== 'headoffice') throw new Refusal('CARRIED_NOT_AN_ANSWER')
  if (head.deviceId !== keys.deviceId || head.storeId !== storeId) throw new Refusal('CARRIED_OTHER_LAPTOP')
  if (!(await looked.file.isSignedBy((text, signature) => isOfHeadoffice(keys, text, signature))))
    throw new Refusal('CARRIED_NOT_READABLE')
  return openFrames(looked.file, keys)
}

async function openFrames(file: CarriedFile, { seeds }: CarryKeys) {
  const rest = file.frames(new Uint8Array(Buffer.from(seeds.box, 'base64url')))
  try {
    const { value } = await rest.next()
    return { first: handshakeFrameSchema.parse(value), rest }
  } catch (error) {
    if (error instanceof CarriedNotOpened) throw new Refusal('CARRIED_OTHER_KEYS', {}, { cause: error })
    throw error
  }
}

const isOfHeadoffice = (
  { headoffice: { signingKey } }: CarryKeys,
  text: string,
  signature: string,
): boolean =>
  verify(
    null,
    Buffer.from(text, 'utf8'),
    createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: signingKey }, format: 'jwk' }),
    Buffer.from(signature, 'base64url'),
  )

/**
 * Takes over what head office answered, by the ways of the line. A receipt counts in the epoch that this laptop is in,
 * and a page of the feed only where it goes on from where this laptop stands, so an answer of the past, or the same one
 * again, changes nothing.
 * @throws the signal's reason when sync stops; what was taken over until then is, and the answer can be read again
 */
export async function takeAnswer(
  { outbox, feed, signal }: SyncParts,
  { first, rest }: { readonly first: HandshakeFrame; readonly rest: AsyncGenerator<unknown> },
  { log }: { readonly log: Logger },
): Promise<CarriedAnswer> {
  const { asked, askedAt, handshake } = first
  const before = feed.position()
  const stands = before.epoch === asked.epoch && before.cursor === asked.cursor && before.hash === asked.hash
  const nothing = { receipts: 0, rows: 0 }
  switch (handshake.type) {
    case 'protocol-not-accepted':
      return { outcome: 'too-old', ...nothing }
    case 'mismatch':
      if (!stands) return { outcome: 'old', ...nothing }
      log.error({ epoch: handshake.epoch, seq: handshake.seq }, 'head office lacks this laptop’s position')
      feed.stop({ type: 'mismatch' })
      return { outcome: 'stopped', ...nothing }
    case 'welcome':
      break
    default:
      return assertNever(handshake)
  }
  const { epoch, mark, seq } = handshake
  if (!stands && before.epoch !== epoch) return { outcome: 'old', ...nothing }
  if (stands) {
    const entered = feed.enterEpoch(epoch, mark, { isEmpty: seq === 0 })
    if (entered.type === 'stopped') return { outcome: 'stopped', ...nothing }
  }
  if (feed.position().stopped !== null) return { outcome: 'stopped', ...nothing }

  let [receipts, rows, answered, isWhole, isMoved] = [0, 0, 0, false, false]
  for await (const read of rest) {
    signal.throwIfAborted()
    const frame = answerFrameSchema.parse(read)
    if (frame.type === 'receipts') {
      answered += frame.receipts.length
      receipts += outbox.recordReceipts(frame.receipts, epoch)
      continue
    }
    const { cursor, hash } = feed.position()
    if (frame.after.cursor !== cursor || frame.after.hash !== hash) continue
    const page = { ...frame, rows: unpackFeedRows(frame.page) }
    const outcome = await feed.applyPage(page, epoch)
    if (outcome.type === 'stopped') return { outcome: 'stopped', receipts, rows }
    rows += page.rows.length
    isMoved = isMoved || page.rows.length > 0
    if (!page.end) continue
    isWhole = true
    if (page.digest !== feed.digest())
      log.warn({ cursor: page.cursor }, 'the records differ from head office’s: compared again over the line')
  }
  const isNewest = askedAt >= (feed.position().syncedAt ?? Number.NEGATIVE_INFINITY)
  if (isWhole && isTakenIn(first) && answered === first.changeSets && isNewest) feed.finishRound(askedAt)
  if (!stands && receipts === 0 && !isMoved) return { outcome: 'old', receipts, rows }
  return { outcome: isTakenIn(first) ? 'read' : 'carry-again', receipts, rows }
}
