import type { Logger } from 'pino'
import type { ErrorCode, ErrorDetail } from '../contract/errors.ts'
import { assertNever } from '../core/assert-never.ts'
import { createCrashLimit } from './crash-limit.ts'
import type { Sealer } from './data/vault/sealer.ts'
import {
  type SealAnswer,
  type SealRequest,
  type ToData,
  type ToMain,
  toMainSchema,
} from './data-process-messages.ts'
import type { PortApi, ProcessApi } from './electron-api.ts'
import { answerSeal, noSeal } from './seal-answers.ts'
import type { After } from './timer.ts'

/** Why the data process does not run and is not being started. */
export interface Stopped {
  readonly code: ErrorCode
  readonly detail: ErrorDetail
}

/** Keeps the data process running: starts it again after a crash, with growing pauses, until it crashes too often. */
export interface DataProcessSupervisor {
  readonly start: () => void
  readonly isReady: () => boolean
  /** Gives the data process its end of a channel to a page. Only while ready. */
  readonly connect: (port: PortApi) => void
  /** Forgets the crashes and starts again; does nothing while the process runs or is about to. */
  readonly tryAgain: () => void
  /** Asks the process whether the update that is ready is to be installed now that Northstar closes. */
  readonly mayUpdate: () => Promise<boolean>
  /** Asks the process to close its data and end; ends it by force when it does not. */
  readonly stop: () => Promise<void>
}

interface Deps {
  readonly fork: () => ProcessApi
  readonly nowMs: () => number
  readonly after: After
  readonly log: Logger
  readonly printPage: (path: string) => Promise<Uint8Array>
  /** Seals the data process's key, and unseals it for the running one only. */
  readonly sealer: Sealer
  /** Each time it can answer calls: pages need a fresh port. */
  readonly onReady: () => void
  readonly onStopped: (why: Stopped) => void
}

const crashLimit = { limit: 3, withinMs: 60_000 }
const firstPauseMs = 250
const stopPatienceMs = 5_000
const updatePatienceMs = 2_000

export function createDataProcessSupervisor(deps: Deps): DataProcessSupervisor {
  const crashes = createCrashLimit({ ...crashLimit, nowMs: deps.nowMs })
  let running: ProcessApi | null = null
  let ready = false
  let waiting = false
  let refused: Stopped | null = null
  let onEnd: (() => void) | null = null
  let onUpdate: ((isNow: boolean) => void) | null = null

  const start = (): void => {
    if (running !== null) return
    waiting = false
    refused = null
    const child = deps.fork()
    running = child
    child.on('message', (message) => {
      const parsed = toMainSchema.safeParse(message)
      if (parsed.success) hear(child, parsed.data)
      else deps.log.error('data process sent something unknown')
    })
    child.on('exit', (code) => ended(code))
  }

  const hear = (child: ProcessApi, message: ToMain): void => {
    switch (message.type) {
      case 'ready':
        ready = true
        deps.onReady()
        return
      case 'refused':
        refused = { code: message.code, detail: message.detail }
        child.kill()
        return
      case 'print':
        print(child, message.id, message.path)
        return
      case 'sealing-state':
      case 'seal':
      case 'unseal':
        seal(child, message)
        return
      case 'update':
        onUpdate?.(message.isNow)
        return
      default:
        assertNever(message)
    }
  }

  const print = (child: ProcessApi, id: number, path: string): void => {
    const answer = (pdf: Uint8Array | null): void => {
      // A process that ended meanwhile has nobody left who waits.
      if (running === child)
        child.postMessage({ type: 'printed', id, pdf: pdf && new Uint8Array(pdf) } satisfies ToData)
    }
    deps.printPage(path).then(answer, (err: unknown) => {
      deps.log.error({ err }, 'printing failed')
      answer(null)
    })
  }

  const seal = (child: ProcessApi, request: SealRequest): void => {
    if (running !== child) return
    const answer = (message: SealAnswer): void => {
      // It may have ended meanwhile, and the one after it asks for itself.
      if (running === child) child.postMessage(message satisfies ToData)
    }
    answerSeal(deps.sealer, request).then(answer, (err: unknown) => {
      deps.log.error({ err, request: request.type }, 'sealing failed')
      answer(noSeal(request))
    })
  }

  const ended = (exitCode: number): void => {
    running = null
    ready = false
    if (onEnd !== null) onEnd()
    else if (refused !== null) {
      deps.log.error({ code: refused.code }, 'data process refused to start')
      deps.onStopped(refused)
    } else crashed(exitCode)
  }

  const crashed = (exitCode: number): void => {
    const { times, tryAgain } = crashes.note()
    deps.log.error({ exitCode, times }, 'data process ended')
    if (!tryAgain) {
      deps.onStopped({ code: 'DATA_PROCESS_STOPPED', detail: { times: String(times) } })
      return
    }
    waiting = true
    deps.after(firstPauseMs * 4 ** (times - 1), () => {
      if (waiting) start()
    })
  }

  return {
    start,
    isReady: () => ready,
    connect: (port) => {
      if (running === null || !ready) return port.close()
      running.postMessage({ type: 'port' } satisfies ToData, [port])
    },
    tryAgain: () => {
      if (running !== null || waiting) return
      crashes.forget()
      start()
    },
    mayUpdate: () => {
      if (running === null || !ready) return Promise.resolve(false)
      const { promise, resolve } = Promise.withResolvers<boolean>()
      const callOff = deps.after(updatePatienceMs, () => resolve(false))
      onUpdate = (isNow) => {
        callOff()
        resolve(isNow)
      }
      running.postMessage({ type: 'may-update' } satisfies ToData)
      return promise
    },
    stop: () => {
      waiting = false
      const child = running
      if (child === null) return Promise.resolve()
      const { promise, resolve } = Promise.withResolvers<void>()
      const callOff = deps.after(stopPatienceMs, () => child.kill())
      onEnd = () => {
        callOff()
        resolve()
      }
      child.postMessage({ type: 'stop' } satisfies ToData)
      return promise
    },
  }
}
