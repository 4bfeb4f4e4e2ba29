import { Worker } from 'node:worker_threads'
import { Refusal } from '../../../contract/errors.ts'
import { assertNever } from '../../../core/assert-never.ts'
import { errorFrom } from '../worker-problem.ts'
import {
  type Answered,
  type Asked,
  type AskName,
  type ImportWorkerData,
  importReplySchema,
  parseAnswer,
} from './import-protocol.ts'

/** How far a plan is: rows read, and what share of the file that is, from 0 to 1. */
type OnProgress = (rows: number, share: number) => void

export interface ImportThread {
  /**
   * Asks the worker one thing; it answers in order.
   * @param transfer what is the worker's alone from then on
   * @throws Refusal as the work does, IMPORT_OVER once the thread was ended, IMPORT_TOO_MUCH when its memory ran out;
   * Error when it died otherwise
   */
  readonly ask: <A extends AskName>(
    name: A,
    asked: Asked[A],
    transfer?: readonly ArrayBuffer[],
  ) => Promise<Answered[A]>
  /** Ends it at once, wherever it is: what it holds is gone. */
  readonly end: () => Promise<void>
  readonly hasEnded: () => boolean
}

/** How much a worker may hold beside the bytes of its file, so that no file can take the machine's memory. */
const usualMemoryMb = 3_000

/** Starts a worker thread that holds one file in memory. @param deps.workerFile `import-worker.ts`, or its bundle */
export function startImportThread(deps: {
  readonly workerFile: URL | string
  readonly workerData: ImportWorkerData
  readonly onProgress?: OnProgress
  readonly memoryMb?: number
}): ImportThread {
  const { workerFile, workerData, onProgress = () => {}, memoryMb = usualMemoryMb } = deps
  const waiting = new Map<number, PromiseWithResolvers<unknown>>()
  const worker = new Worker(workerFile, {
    name: 'import',
    workerData,
    resourceLimits: { maxOldGenerationSizeMb: memoryMb },
  })
  let lastId = 0
  let problem: unknown = null
  /** Why nothing more is answered; `null` while the thread lives. */
  let over: Error | null = null

  worker.on('message', (message: unknown) => {
    const reply = importReplySchema.parse(message)
    if (reply.type === 'progress') return onProgress(reply.rows, reply.share)
    const asked = waiting.get(reply.id)
    waiting.delete(reply.id)
    switch (reply.type) {
      case 'answer':
        return asked?.resolve(reply.answer)
      case 'refused':
        return asked?.reject(new Refusal(reply.code, reply.detail))
      case 'failed':
        return asked?.reject(new Error('The import worker failed', { cause: errorFrom(reply.problem) }))
      default:
        return assertNever(reply)
    }
  })
  worker.on('error', (error) => {
    problem = error
  })
  const ended = new Promise<void>((resolve) => {
    worker.on('exit', (code) => {
      over ??= isOutOfMemory(problem)
        ? new Refusal('IMPORT_TOO_MUCH', { file: workerData.file?.name ?? '' })
        : new Error(`The import worker ended with code ${code}`, { cause: problem })
      for (const { reject } of waiting.values()) reject(over)
      waiting.clear()
      resolve()
    })
  })

  return {
    async ask(name, asked, transfer = []) {
      if (over !== null) throw over
      lastId += 1
      const reply = Promise.withResolvers<unknown>()
      waiting.set(lastId, reply)
      worker.postMessage({ name, id: lastId, asked }, [...transfer])
      return parseAnswer(name, await reply.promise)
    },
    async end() {
      over ??= new Refusal('IMPORT_OVER')
      await worker.terminate()
      await ended
    },
    hasEnded: () => over !== null,
  }
}

const isOutOfMemory = (problem: unknown): boolean =>
  problem instanceof Error && 'code' in problem && problem.code === 'ERR_WORKER_OUT_OF_MEMORY'
