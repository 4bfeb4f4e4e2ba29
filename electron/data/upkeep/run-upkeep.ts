import { Worker } from 'node:worker_threads'
import type { Logger } from 'pino'
import { Refusal } from '../../../contract/errors.ts'
import { assertNever } from '../../../core/assert-never.ts'
import type { DatabaseKey } from '../../../db/database-key.ts'
import { errorFrom } from '../worker-problem.ts'
import {
  type Job,
  parseResult,
  type Results,
  type UpkeepData,
  type UpkeepMessage,
  upkeepMessageSchema,
} from './upkeep-protocol.ts'

export type { Job } from './upkeep-protocol.ts'

/** How far a long work is; `of` is `null` while it is not known how much there is. */
type OnProgress = (done: number, of: number | null) => void

export interface Upkeep {
  /**
   * Does one long work in a thread of its own, so that nothing waits for it meanwhile. Whoever calls holds the folder;
   * all but a backup want the database closed.
   * @throws Refusal as the work does; Error when its thread died or was closed
   */
  readonly run: <J extends Job>(job: J, onProgress?: OnProgress) => Promise<Results[J['type']]>
  /** Ends what is under way, wherever it is; each work may be cut short and begun anew. */
  readonly close: () => Promise<void>
  readonly isClosed: () => boolean
}

type LastWord = Exclude<UpkeepMessage, { type: 'progress' }>

/** @param deps.workerFile `upkeep-worker.ts`, or its bundle */
export function createUpkeep(deps: {
  readonly workerFile: URL | string
  readonly folder: string
  readonly key: DatabaseKey
  readonly migrationsFolder: string
  readonly log: Logger
}): Upkeep {
  const { workerFile, folder, key, migrationsFolder, log } = deps
  const running = new Set<Worker>()
  let isClosed = false

  const runInWorker = (job: Job, onProgress: OnProgress): Promise<LastWord> =>
    new Promise((resolve, reject) => {
      if (isClosed) return reject(new Error('Upkeep is closed'))
      const workerData: UpkeepData = { folder, key, migrationsFolder, job }
      const worker = new Worker(workerFile, { name: `upkeep ${job.type}`, workerData })
      running.add(worker)
      let said: LastWord | null = null
      let problem: unknown = null
      worker.on('message', (message: unknown) => {
        const read = upkeepMessageSchema.parse(message)
        if (read.type === 'progress') onProgress(read.done, read.of)
        else said = read
      })
      worker.on('error', (error) => {
        problem = error
      })
      // Only now is all that it had open closed: whoever waits may open the same files.
      worker.on('exit', (code) => {
        running.delete(worker)
        if (said === null)
          return reject(new Error(`The upkeep worker ended with code ${code}`, { cause: problem }))
        resolve(said)
      })
    })

  return {
    async run(job, onProgress = () => {}) {
      log.info({ job: job.type }, 'upkeep begins')
      const result = resultOf(await runInWorker(job, onProgress))
      log.info({ job: job.type }, 'upkeep done')
      return parseResult<(typeof job)['type']>(job.type, result)
    },
    isClosed: () => isClosed,
    async close() {
      isClosed = true
      await Promise.all([...running].map((worker) => worker.terminate()))
    },
  }
}

function resultOf(said: LastWord): unknown {
  switch (said.type) {
    case 'done':
      return said.result
    case 'refused':
      throw new Refusal(said.code, said.detail)
    case 'failed':
      throw new Error('The upkeep worker failed', { cause: errorFrom(said.problem) })
    default:
      return assertNever(said)
  }
}
