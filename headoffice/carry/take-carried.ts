import type { Logger } from 'pino'
import { z } from 'zod'
import {
  type CarriedBytes,
  type CarriedFile,
  type CarriedHead,
  CarriedNotOpened,
  lookAtCarried,
  writeCarried,
} from '../../core/carry/carried-file.ts'
import {
  type CarriedStand,
  changeSetsFrameSchema,
  type HandshakeFrame,
  isTakenIn,
  standFrameSchema,
} from '../../core/carry/carried-frames.ts'
import type { Clock } from '../../core/clock.ts'
import type { DeviceId } from '../../core/ids.ts'
import { unpackEachChangeSet } from '../../core/sync/packed-change-sets.ts'
import { packFeedRows } from '../../core/sync/packed-feed-rows.ts'
import { PageNotReadable } from '../../core/sync/packed-page.ts'
import type { Handshake, Receipt } from '../../core/sync/protocol.ts'
import type { Documents } from '../documents/documents.ts'
import { readEpoch } from '../epoch.ts'
import { readFeedPage } from '../feed-page.ts'
import { acceptedEncodings } from '../http/encodings.ts'
import { readDevice } from '../identity/devices.ts'
import type { HeadofficeKeys } from '../identity/headoffice-keys.ts'
import { isSignedBy, signText } from '../identity/key-pairs.ts'
import { receiveUnpacked } from '../receive-unpacked.ts'
import { shakeHands } from '../shake-hands.ts'
import type { SqlDoor } from '../sql.ts'

/**
 * Why a file was not taken in; nothing of it was. `not-readable`: it is no such file, or it was changed or cut.
 * `not-a-laptops`: it is an answer of head office's own. `not-known`: no laptop of that id and store is enrolled here.
 * `other-keys`: the laptop has had other keys since. `other-headoffice`: it was written for another head office.
 */
type CarriedRefusal =
  | 'not-readable'
  | 'too-new'
  | 'not-a-laptops'
  | 'not-known'
  | 'revoked'
  | 'cloned'
  | 'other-keys'
  | 'other-headoffice'

interface TakenCarried {
  readonly type: 'taken'
  readonly deviceId: DeviceId
  readonly handshake: Handshake['type']
  /** Whether the laptop has to carry everything once more, in another epoch than it named. */
  readonly isNewEpoch: boolean
  /** How many change sets the file held, and what came of them. */
  readonly changeSets: number
  readonly outcomes: Readonly<Record<Receipt['outcome'], number>>
  readonly fedRows: number
}
export type CarriedIn =
  | TakenCarried
  | { readonly type: 'refused'; readonly reason: CarriedRefusal }
  /** Another epoch began meanwhile: there is no answer, and the file is to be taken in again. */
  | { readonly type: 'begun-anew' }

export interface CarryDeps {
  readonly door: SqlDoor
  readonly keys: HeadofficeKeys
  readonly clock: Clock
  readonly documents: Pick<Documents, 'inForce'>
  readonly log: Logger
}

/** Head office was begun anew, or another process did, while a file was being taken in; it is taken in again. */
class EpochChanged extends Error {
  constructor() {
    super('The epoch changed while a carried file was taken in')
    this.name = 'EpochChanged'
  }
}

const feedRowsAPage = 3_000

/**
 * Takes in a file that was carried by hand, as the rounds of the line do, and writes the answer for its laptop piece by
 * piece. The same file again has the same receipts; one that is refused changes nothing and has no answer.
 * @param write takes the pieces of the answer, in order; only called once the file is known to be good
 */
export async function takeCarried(
  deps: CarryDeps,
  bytes: CarriedBytes,
  write: (piece: Uint8Array) => Promise<void>,
): Promise<CarriedIn> {
  const { door, keys, clock, log } = deps
  const looked = await lookAtCarried(bytes, toBase64url)
  if (looked.type !== 'carried') return refused(looked.type === 'too-new' ? 'too-new' : 'not-readable')
  const { file } = looked
  const { head } = file
  if (head.from !== 'laptop') return refused('not-a-laptops')
  const device = await readDevice(door, head.deviceId)
  if (!device || device.storeId !== head.storeId) return refused('not-known')
  if (device.revokedAt !== null) return refused('revoked')
  if (device.clonedAt !== null) return refused('cloned')
  if (!(await file.isSignedBy((text, signature) => isSignedBy(device.signingKey, text, signature))))
    return refused(await whyNotSigned(file, device.oldSigningKey))

  const caller = { storeId: device.storeId, deviceId: device.deviceId }
  const frames = () => file.frames(bytesOf(keys.box.seed))
  const checked = await checkFrames(frames())
  if (checked.type === 'refused') return checked
  const { stand } = checked
  const handshake = await shakeHands(door, caller, stand.handshake, {
    now: clock(),
    encodings: acceptedEncodings,
    documents: await deps.documents.inForce(caller.storeId),
    isCarried: true,
  })
  const first: HandshakeFrame = {
    type: 'handshake',
    asked: stand.handshake,
    askedAt: head.writtenAt,
    changeSets: stand.changeSets,
    handshake,
  }
  const outcomes = { accepted: 0, conflict: 0, refused: 0 }
  const count = { rows: 0 }

  async function* answer(): AsyncGenerator<object> {
    yield first
    if (handshake.type !== 'welcome') return
    const { epoch } = handshake
    const check = async () => {
      if ((await readEpoch(door)) !== epoch) throw new EpochChanged()
    }
    if (isTakenIn(first)) {
      const again = frames()
      await again.next()
      for await (const frame of again) {
        const page = unpackEachChangeSet(changeSetsFrameSchema.parse(frame).page)
        await check()
        const receipts = await receiveUnpacked(door, caller, page, { mark: door.mark, now: clock() })
        for (const { outcome } of receipts) outcomes[outcome] += 1
        yield { type: 'receipts', receipts }
      }
    }
    const isSame = stand.handshake.epoch === epoch
    let after = { cursor: isSame ? stand.handshake.cursor : 0, hash: isSame ? stand.handshake.hash : '' }
    for (;;) {
      await check()
      const { rows, ...page } = await readFeedPage(door, caller, {
        cursor: after.cursor,
        limit: feedRowsAPage,
      })
      count.rows += rows.length
      yield { type: 'feed', after, ...page, page: packFeedRows(rows) }
      if (page.end) return
      after = { cursor: page.cursor, hash: page.hash }
    }
  }

  const answerHead: CarriedHead = { ...head, from: 'headoffice', writtenAt: clock() }
  const to = {
    boxKey: bytesOf(device.boxKey),
    sign: (text: string) => signText(keys.signing.seed, text),
    fromBase64url: bytesOf,
  }
  try {
    for await (const piece of writeCarried(answerHead, answer(), to)) await write(piece)
  } catch (error) {
    if (error instanceof EpochChanged) return { type: 'begun-anew' }
    throw error
  }
  log.info(
    { ...caller, carryId: head.carryId, answer: handshake.type, ...outcomes, rows: count.rows },
    'a carried file was taken in',
  )
  return {
    type: 'taken',
    deviceId: device.deviceId,
    handshake: handshake.type,
    isNewEpoch: handshake.type === 'welcome' && !isTakenIn(first),
    changeSets: stand.changeSets,
    outcomes,
    fedRows: count.rows,
  }
}

const refused = (reason: CarriedRefusal): CarriedIn => ({ type: 'refused', reason })

async function whyNotSigned(file: CarriedFile, oldSigningKey: string | null): Promise<CarriedRefusal> {
  const isByOld =
    oldSigningKey !== null &&
    (await file.isSignedBy((text, signature) => isSignedBy(oldSigningKey, text, signature)))
  return isByOld ? 'other-keys' : 'not-readable'
}

/** Reads the whole file before anything of it is taken in: what is signed may still be no file of this protocol. */
async function checkFrames(
  frames: AsyncGenerator<unknown>,
): Promise<
  | { readonly type: 'read'; readonly stand: CarriedStand }
  | { readonly type: 'refused'; readonly reason: CarriedRefusal }
> {
  let stand: CarriedStand | null = null
  try {
    for await (const frame of frames) {
      if (stand === null) stand = standFrameSchema.parse(frame)
      else unpackEachChangeSet(changeSetsFrameSchema.parse(frame).page)
    }
  } catch (error) {
    if (stand === null && error instanceof CarriedNotOpened)
      return { type: 'refused', reason: 'other-headoffice' }
    if (!notReadable.some((kind) => error instanceof kind)) throw error
    return { type: 'refused', reason: 'not-readable' }
  }
  return stand === null ? { type: 'refused', reason: 'not-readable' } : { type: 'read', stand }
}

/** A frame that does not open, is no JSON, is none of these frames, or whose page does not add up. */
const notReadable = [CarriedNotOpened, SyntaxError, z.ZodError, PageNotReadable]

const toBase64url = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url')
const bytesOf = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'base64url'))
