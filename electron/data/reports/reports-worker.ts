import { parentPort, workerData } from 'node:worker_threads'
import { Refusal } from '../../../contract/errors.ts'
import { dailyFigures } from '../../../core/reports/daily-figures.ts'
import { type Connection, connectReader } from '../../../db/connect.ts'
import { readDaySnapshot } from '../../../db/day-snapshot.ts'
import { problemOf } from '../worker-problem.ts'
import {
  type DayReading,
  type DayReply,
  type DayRequest,
  dayRequestSchema,
  workerDataSchema,
} from './worker-protocol.ts'

/** The worker thread of the reports: reads through its own connection, so that no answer waits for a report. */
const { folder, key } = workerDataSchema.parse(workerData)
const connection = connectReader(folder, key)

parentPort?.on('message', (message: unknown) => {
  parentPort?.postMessage(reply(dayRequestSchema.parse(message)) satisfies DayReply)
})

function reply(request: DayRequest): DayReply {
  try {
    return { id: request.id, type: 'read', reading: readDay(connection, request) }
  } catch (error) {
    if (error instanceof Refusal)
      return { id: request.id, type: 'refused', code: error.code, detail: { ...error.detail } }
    return { id: request.id, type: 'failed', problem: problemOf(error) }
  }
}

function readDay(
  reader: Connection,
  { businessDay, reasonNameByCode, topicByQuestionId }: DayRequest,
): DayReading {
  const snapshot = readDaySnapshot(reader, businessDay)
  if (snapshot === null) throw new Refusal('NOT_SET_UP')
  const { device, rows } = snapshot
  return {
    store: { name: device.storeName, code: device.storeCode, timeZone: device.timeZone },
    catalogueVersion: snapshot.catalogueVersion,
    otherLaptopsUpTo: snapshot.otherLaptopsUpTo,
    figures: dailyFigures(rows, reasonNameByCode, topicByQuestionId),
    rows: {
      visits: rows.visits.length,
      answers: rows.visits.reduce((sum, visit) => sum + visit.answers, 0),
      bookings: rows.bookings.length,
    },
    closed: snapshot.closed,
  }
}
