import { Worker } from 'node:worker_threads'
import { Refusal } from '../../../contract/errors.ts'
import { assertNever } from '../../../core/assert-never.ts'
import type { DatabaseKey } from '../../../db/database-key.ts'
import { errorFrom } from '../worker-problem.ts'
import { type DayReading, type DayRequest, dayReplySchema } from './worker-protocol.ts'

export interface DayReader {
  /** @throws Refusal NOT_SET_UP */
  readonly read: (request: Omit<DayRequest, 'id'>) => Promise<DayReading>
  readonly close: () => Promise<void>
}

interface Waiting {
  readonly request: DayRequest
  readonly resolve: (reading: DayReading) => void
  readonly reject: (error: Error) => void
  /** Workers that died while this request was with them. */
  deaths: number
}

/** A request goes to at most this many workers, so that one that kills them all cannot do so for ever. */
const workersForOneRequest = 2

/**
 * Asks a worker thread for days. The thread starts with the first question; when it dies a new one takes over what
 * was waiting, because reading twice does no harm.
 * @param workerFile `reports-worker.ts`, or its bundle
 */
export function createDayReader(deps: {
  readonly folder: string
  readonly key: DatabaseKey
  readonly workerFile: URL | string
}): DayReader {
  const waiting = new Map<number, Waiting>()
  let worker: Worker | null = null
  let lastId = 0
  let isClosed = false

  const running = (): Worker => {
    if (worker) return worker
    const started = new Worker(deps.workerFile, {
      name: 'reports',
      workerData: { folder: deps.folder, key: deps.key },
    })
    let problem: Error | null = null
    started.on('message', settle)
    started.on('error', (error: unknown) => {
      problem = error instanceof Error ? error : new Error(String(error))
    })
    started.on('exit', (code) => {
      if (worker === started) worker = null
      if (!isClosed) takeOver(new Error(`The reports worker ended with code ${code}`, { cause: problem }))
    })
    worker = started
    return started
  }

  const settle = (message: unknown) => {
    const reply = dayReplySchema.parse(message)
    const asked = waiting.get(reply.id)
    if (!asked) return
    waiting.delete(reply.id)
    switch (reply.type) {
      case 'read':
        return asked.resolve(reply.reading)
      case 'refused':
        return asked.reject(new Refusal(reply.code, reply.detail))
      case 'failed':
        return asked.reject(
          new Error('The reports worker could not read the day', { cause: errorFrom(reply.problem) }),
        )
      default:
        return assertNever(reply)
    }
  }

  const takeOver = (error: Error) => {
    for (const asked of [...waiting.values()]) {
      asked.deaths += 1
      if (asked.deaths < workersForOneRequest) running().postMessage(asked.request)
      else {
        waiting.delete(asked.request.id)
        asked.reject(error)
      }
    }
  }

  return {
    read: (question) =>
      new Promise((resolve, reject) => {
        if (isClosed) return reject(new Error('The reports are closed'))
        lastId += 1
        const request = { ...question, id: lastId }
        waiting.set(lastId, { request, resolve, reject, deaths: 0 })
        running().postMessage(request)
      }),
    async close() {
      isClosed = true
      for (const { reject } of waiting.values()) reject(new Error('The reports were closed while reading'))
      waiting.clear()
      await worker?.terminate()
    },
  }
}
