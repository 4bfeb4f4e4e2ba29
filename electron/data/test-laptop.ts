import { ORPCError } from '@orpc/server'
import { pino } from 'pino'
import { connectReader, connectWriter } from '../../db/connect.ts'
import { testClock, testFolder, testKey } from '../../db/test-database.ts'
import { openTestService, setUp, type TestClient } from './test-service.ts'

/**
 * A laptop that is set up, with two clocks that tests move: the one on the wall, which anyone can set, and the one that
 * only goes forward.
 */
export async function openTestLaptop() {
  const place = testFolder()
  const wall = testClock()
  const monotonic = testClock(0)
  const lines: string[] = []
  const open = () =>
    openTestService(place.folder, {
      clock: wall.clock,
      monotonicMs: monotonic.clock,
      log: pino({}, { write: (line: string) => lines.push(line) }),
    })
  const first = open()
  let service = first
  await setUp(first.client)
  return {
    ...first,
    folder: place.folder,
    /** Everything that was logged. */
    log: () => lines.join(''),
    advance(ms: number) {
      wall.advance(ms)
      monotonic.advance(ms)
    },
    setWallClock: (byMs: number) => wall.advance(byMs),
    advanceMonotonic: (ms: number) => monotonic.advance(ms),
    /** Ends the service and starts another over the same folder: nobody is signed in then. */
    async restart() {
      await service.close()
      service = open()
      return service.client
    },
    /** Writes beside the service, as what has come from elsewhere. */
    meddle(sql: string) {
      const connection = connectWriter(place.folder, testKey)
      connection.exec(sql)
      connection.close()
    },
    /** Reads beside the service. */
    rows(sql: string): readonly unknown[] {
      const connection = connectReader(place.folder, testKey)
      try {
        return connection.prepare(sql).all()
      } finally {
        connection.close()
      }
    },
    async [Symbol.asyncDispose]() {
      await service.close()
      place[Symbol.dispose]()
    },
  }
}
export type TestLaptop = Awaited<ReturnType<typeof openTestLaptop>>

/** What a call was refused with: its code, and the words of its detail. */
export async function refusal(call: Promise<unknown>): Promise<{ code: string; detail: unknown }> {
  const error = await call.then(
    () => 'nothing was refused',
    (reason: unknown) => reason,
  )
  return error instanceof ORPCError
    ? { code: String(error.code), detail: error.data }
    : { code: String(error), detail: null }
}

export const refusalCode = async (call: Promise<unknown>): Promise<string> => (await refusal(call)).code

/** A question of the bank that is answered in words alone. */
export async function textQuestion(client: TestClient): Promise<string> {
  const { topics } = await client.discovery.bank()
  const question = topics.flatMap(({ questions }) => questions).find(({ kind }) => kind === 'text')
  if (!question) throw new Error('the bank has no question answered in words')
  return question.id
}

/** An answer in words, for `discovery.answer`. */
export const words = (
  visitId: string,
  questionId: string,
  ownWords: string,
  ...supersedesIds: readonly string[]
) => ({
  visitId,
  questionId,
  state: 'answered' as const,
  value: { type: 'text' as const },
  ownWords,
  language: 'en' as const,
  supersedesIds: [...supersedesIds],
})

/** All vehicles, in the order of their models' names. */
export const allVehicles = {
  language: 'en',
  words: '',
  body: [],
  fuel: [],
  transmission: [],
  drive: [],
  seatsAtLeast: null,
  priceAtMostMinor: null,
  inStock: false,
  fit: 'fitting',
  order: 'name',
  offset: 0,
  limit: 60,
} as const

/** The first vehicle of the catalogue. */
export async function anyVehicle(client: TestClient) {
  const { models } = await client.catalogue.find({ ...allVehicles, limit: 1 })
  const [first] = models.flatMap(({ brand, model, variants }) =>
    variants.map(({ id, name }) => ({ id, brand, model, name })),
  )
  if (!first) throw new Error('the catalogue is empty')
  return first
}
