import { Worker } from 'node:worker_threads'
import {
  type FitView,
  fitViewSchema,
  type WhatIfView,
  whatIfViewSchema,
} from '../../../contract/shortlist-contract.ts'
import { assertNever } from '../../../core/assert-never.ts'
import type { Catalogue } from '../../../core/catalogue/catalogue.ts'
import type { Advice } from '../../../core/discovery/advise.ts'
import { type Shortlist, shortlistSchema } from '../../../core/shortlist/shortlist.ts'
import { errorFrom } from '../worker-problem.ts'
import {
  type AdviceMessage,
  type AdviceWorkerData,
  type Asked,
  adviceReplySchema,
  adviceSchema,
  type DeskRequest,
} from './advice-protocol.ts'

export interface AdviceThread {
  /** @throws Error when the worker failed, or died of it twice */
  readonly advise: (asked: Asked<'advise'>, catalogue: Catalogue | null) => Promise<Advice>
  /** @throws Error when the worker failed, or died of it twice */
  readonly shortlist: (asked: Asked<'shortlist'>, catalogue: Catalogue) => Promise<Shortlist>
  /** @throws Error when the worker failed, or died of it twice */
  readonly whatIf: (asked: Asked<'what-if'>, catalogue: Catalogue) => Promise<WhatIfView>
  /** @throws Error when the worker failed, or died of it twice */
  readonly fit: (asked: Asked<'fit'>, catalogue: Catalogue) => Promise<FitView>
  readonly close: () => Promise<void>
}

interface Waiting {
  readonly request: DeskRequest
  readonly catalogue: Catalogue | null
  readonly resolve: (result: unknown) => void
  readonly reject: (error: Error) => void
  /** Workers that died while this request was with them. */
  deaths: number
}

/** A worker, and the version of the catalogue that it was told. */
interface Running {
  readonly worker: Worker
  version: string | null
}

/** A request goes to at most this many workers, so that one that kills them all cannot do so for ever. */
const workersForOneRequest = 2

/**
 * Asks a worker thread for advice and shortlists; it is told the catalogue only when that has changed. The thread starts
 * with the first request; when it dies a new one takes over what was waiting, because working it out twice does no harm.
 * @param deps.workerFile `advice-worker.ts`, or its bundle
 */
export function createAdviceThread(deps: {
  readonly workerFile: URL | string
  readonly workerData: AdviceWorkerData
}): AdviceThread {
  const { workerFile, workerData } = deps
  const waiting = new Map<number, Waiting>()
  let running: Running | null = null
  let lastId = 0
  let isClosed = false

  const start = (): Running => {
    const worker = new Worker(workerFile, { name: 'advice', workerData })
    const started: Running = { worker, version: null }
    let problem: unknown = null
    worker.on('message', settle)
    worker.on('error', (error) => {
      problem = error
    })
    worker.on('exit', (code) => {
      if (running === started) running = null
      if (!isClosed) takeOver(new Error(`The advice worker ended with code ${code}`, { cause: problem }))
    })
    return started
  }

  const send = ({ request, catalogue }: Waiting) => {
    running ??= start()
    const { worker } = running
    const post = (message: AdviceMessage) => worker.postMessage(message)
    const version = catalogue?.version ?? null
    if (running.version !== version) post({ type: 'catalogue', catalogue })
    running.version = version
    post(request)
  }

  const settle = (message: unknown) => {
    const reply = adviceReplySchema.parse(message)
    const asked = waiting.get(reply.id)
    waiting.delete(reply.id)
    switch (reply.type) {
      case 'result':
        return asked?.resolve(reply.result)
      case 'failed':
        return asked?.reject(new Error('The advice worker failed', { cause: errorFrom(reply.problem) }))
      default:
        return assertNever(reply)
    }
  }

  const takeOver = (error: Error) => {
    for (const asked of [...waiting.values()]) {
      asked.deaths += 1
      if (asked.deaths < workersForOneRequest) send(asked)
      else {
        waiting.delete(asked.request.id)
        asked.reject(error)
      }
    }
  }

  const ask = (request: DeskRequest, catalogue: Catalogue | null): Promise<unknown> => {
    if (isClosed) throw new Error('The advice is closed')
    const { promise, resolve, reject } = Promise.withResolvers<unknown>()
    const asked = { request, catalogue, resolve, reject, deaths: 0 }
    waiting.set(request.id, asked)
    send(asked)
    return promise
  }

  const newId = () => {
    lastId += 1
    return lastId
  }
  return {
    advise: async (asked, catalogue) =>
      adviceSchema.parse(await ask({ ...asked, type: 'advise', id: newId() }, catalogue)),
    shortlist: async (asked, catalogue) =>
      shortlistSchema.parse(await ask({ ...asked, type: 'shortlist', id: newId() }, catalogue)),
    whatIf: async (asked, catalogue) =>
      whatIfViewSchema.parse(await ask({ ...asked, type: 'what-if', id: newId() }, catalogue)),
    fit: async (asked, catalogue) =>
      fitViewSchema.parse(await ask({ ...asked, type: 'fit', id: newId() }, catalogue)),
    async close() {
      isClosed = true
      for (const { reject } of waiting.values())
        reject(new Error('The advice was closed while it was worked out'))
      waiting.clear()
      await running?.worker.terminate()
    },
  }
}
