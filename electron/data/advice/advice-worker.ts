import { parentPort, workerData } from 'node:worker_threads'
import { problemOf } from '../worker-problem.ts'
import { createAdviceDesk } from './advice-desk.ts'
import { type AdviceReply, adviceMessageSchema, adviceWorkerDataSchema } from './advice-protocol.ts'

/** The worker thread of the advice: works beliefs out, so that no answer waits for one. It reads no database. */
const desk = createAdviceDesk(adviceWorkerDataSchema.parse(workerData))
const say = (reply: AdviceReply) => parentPort?.postMessage(reply)

parentPort?.on('message', (message: unknown) => {
  const told = adviceMessageSchema.parse(message)
  if (told.type === 'catalogue') return desk.use(told.catalogue)
  try {
    say({ id: told.id, type: 'result', result: desk.answer(told) })
  } catch (error) {
    say({ id: told.id, type: 'failed', problem: problemOf(error) })
  }
})
