import { z } from 'zod'
import { errorForLog } from '../core/error-for-log.ts'
import type { ReceiptMark } from '../core/sync/protocol.ts'
import { type Limits, usualLimits } from './http/limits.ts'
import type { ListenOptions } from './http/listen.ts'
import { type HttpDoor, openHttpDoor } from './http-door.ts'
import { orCallError } from './identity-call-error.ts'
import { createMetrics, type Metrics } from './metrics.ts'
import { type DataOptions, openData } from './open-data.ts'
import type { OperatorActs } from './operator-acts.ts'
import { openOperatorDoor } from './operator-door.ts'
import { removeOperatorFile, writeOperatorFile } from './operator-file.ts'
import { createOperatorRouter } from './operator-router.ts'
import { createBlobs } from './pictures/blobs.ts'
import { createRouter } from './router.ts'

export interface HeadofficeOptions extends DataOptions, ListenOptions {
  /** What differs from the usual limits. */
  readonly limits?: Partial<Limits>
  /** Opens the metrics to whoever shows it; without one they are for this machine only. */
  readonly metricsToken?: string | undefined
  /** The folder of installers that laptops update themselves from; without one none are served. */
  readonly updates?: string | undefined
  /** Whether the metrics tell of this process's memory and event loop too. */
  readonly processMetrics?: boolean
  /** A clock that only goes forward, in milliseconds. */
  readonly monotonicMs?: () => number
}

export interface Headoffice {
  /** Such as `http://127.0.0.1:4700`. */
  readonly url: string
  readonly mark: ReceiptMark
  /** As it was when head office opened. */
  readonly epoch: string
  /** What its operator does, from within this process. */
  readonly operator: OperatorActs
  /** @throws Refusal HEADOFFICE_CERTIFICATE_NOT_USABLE; the one in use stays */
  readonly reloadCertificate: () => void
  /** Answers the calls under way, then closes the database. */
  readonly close: () => Promise<void>
}

/**
 * Starts head office: on PostgreSQL, or as a trial in a folder.
 * @throws Refusal as `listen` and `openData` do
 */
export async function startHeadoffice(given: HeadofficeOptions): Promise<Headoffice> {
  // An error's own words may quote what people typed: whoever made the log, none gets in.
  const options = { ...given, log: given.log.child({}, { serializers: { err: errorForLog } }) }
  const {
    monotonicMs: nowMs = () => performance.now(),
    processMetrics = false,
    metricsToken = null,
  } = options
  const limits = { ...usualLimits, ...options.limits }
  const metrics = createMetrics({ ofProcess: processMetrics, nowMs, clock: options.clock })
  const http = await openHttpDoor({ ...options, limits, metrics, nowMs, metricsToken })
  try {
    return await openBehind(http, { ...options, limits, metrics })
  } catch (error) {
    await http.close()
    throw error
  }
}

async function openBehind(
  http: HttpDoor,
  options: HeadofficeOptions & { readonly limits: Limits; readonly metrics: Metrics },
): Promise<Headoffice> {
  const { log, metrics, limits, clock } = options
  const { door, epoch, identity, documents, operator } = await openData(options)
  try {
    const closeOperatorDoor = door.mark === 'trial' ? await takeCommands(operator, options) : async () => {}
    metrics.watch(door)
    http.serve({
      router: createRouter({ door, identity, clock, limits, metrics, documents, blobs: createBlobs(door) }),
      verify: (token) => orCallError(identity.verify(token)),
      checkDatabase: async () => {
        await door.query(z.object({}), 'SELECT 1 FROM epoch')
      },
    })
    const { mark } = door
    log.info({ url: http.url, mark, epoch }, 'head office is open')
    return {
      url: http.url,
      mark,
      epoch,
      operator,
      reloadCertificate: http.reloadCertificate,
      async close() {
        await Promise.all([http.close(), closeOperatorDoor()])
        await door.close()
        log.info({ url: http.url }, 'head office is closed')
      },
    }
  } catch (error) {
    await door.close()
    throw error
  }
}

const operatorTokenBytes = 32

/** A trial's folder is held by this process alone, so commands come to it. @returns closes the door */
async function takeCommands(
  operator: OperatorActs,
  { folder, log, randomBytes }: HeadofficeOptions,
): Promise<() => Promise<void>> {
  const token = Buffer.from(randomBytes(operatorTokenBytes)).toString('base64url')
  const { url, close } = await openOperatorDoor(createOperatorRouter(operator), { token, log })
  writeOperatorFile(folder, { url, token })
  return async () => {
    removeOperatorFile(folder)
    await close()
  }
}
