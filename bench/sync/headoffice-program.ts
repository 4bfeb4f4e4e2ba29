import { destination, pino } from 'pino'
import { z } from 'zod'
import { resources } from '../../bin/resources.ts'
import { newId, randomBytes, systemClock } from '../../electron/doors.ts'
import { type Headoffice, startHeadoffice } from '../../headoffice/start.ts'
import { answerQuestions } from './program.ts'

const questionSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('start'), folder: z.string(), databaseUrl: z.string().nullable() }),
  z.object({ type: z.literal('code'), storeCode: z.string() }),
])

let office: Headoffice | null = null

answerQuestions(
  questionSchema,
  async (question) => {
    if (question.type === 'start') {
      const { folder, databaseUrl } = question
      office = await startHeadoffice({
        folder,
        ...(databaseUrl !== null && { databaseUrl }),
        // The line in front of it has the same port on the usual loopback address: head office minds what it is called.
        host: '127.0.0.2',
        port: 0,
        resources,
        clock: systemClock,
        newId,
        randomBytes,
        log: pino({ level: 'error' }, destination(2)),
      })
      return { url: office.url }
    }
    if (!office) throw new Error('Head office has not been started')
    const { storeCode } = question
    return {
      code: await office.operator.newEnrolmentCode({
        storeCode,
        name: 'Clifton Motors',
        market: 'pk',
        timeZone: 'Asia/Karachi',
        language: 'en',
      }),
    }
  },
  async () => {
    await office?.close()
  },
)
