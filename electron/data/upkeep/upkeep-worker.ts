import { parentPort, workerData } from 'node:worker_threads'
import { codeOfFailure } from '../../../db/damage.ts'
import { newId, randomBytes } from '../../doors.ts'
import { problemOf } from '../worker-problem.ts'
import { doJob } from './do-job.ts'
import { type UpkeepMessage, upkeepDataSchema } from './upkeep-protocol.ts'

/** The worker thread of one long work: it ends by itself when the work is done. */
const say = (message: UpkeepMessage) => parentPort?.postMessage(message)

try {
  const onProgress = (done: number, of: number | null) => say({ type: 'progress', done, of })
  say({ type: 'done', result: doJob(upkeepDataSchema.parse(workerData), { newId, randomBytes, onProgress }) })
} catch (error) {
  const { code, detail } = codeOfFailure(error)
  if (code === 'BUG') say({ type: 'failed', problem: problemOf(error) })
  else say({ type: 'refused', code, detail: { ...detail } })
}
