import { parentPort, workerData } from 'node:worker_threads'
import { connectReader } from '../../../db/connect.ts'
import { codeOfFailure } from '../../../db/damage.ts'
import { newId } from '../../doors.ts'
import { problemOf } from '../worker-problem.ts'
import { createImportDesk } from './import-desk.ts'
import { type ImportReply, importAskSchema, importWorkerDataSchema } from './import-protocol.ts'

/** The worker thread of one import: holds the file, and reads the database through its own connection. */
const { folder, key, market, file } = importWorkerDataSchema.parse(workerData)
const say = (reply: ImportReply) => parentPort?.postMessage(reply)
const desk = createImportDesk({
  connection: connectReader(folder, key),
  market,
  file,
  newId,
  onProgress: (rows, share) => say({ type: 'progress', rows, share }),
})

parentPort?.on('message', (message: unknown) => {
  const ask = importAskSchema.parse(message)
  try {
    say({ type: 'answer', id: ask.id, answer: desk.answer(ask) })
  } catch (error) {
    const { code, detail } = codeOfFailure(error)
    if (code === 'BUG') say({ type: 'failed', id: ask.id, problem: problemOf(error) })
    else say({ type: 'refused', id: ask.id, code, detail: { ...detail } })
  }
})
