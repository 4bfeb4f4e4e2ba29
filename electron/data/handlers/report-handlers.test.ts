import { ORPCError } from '@orpc/server'
import { expect, test } from 'vitest'
import { testClock, testFolder } from '../../../db/test-database.ts'
import type { Printed } from '../host.ts'
import { openTestService, setUp, walkIn } from '../test-service.ts'

async function opened(printed: Printed = { type: 'no-browser' }) {
  const place = testFolder()
  const { clock } = testClock()
  const service = openTestService(place.folder, { clock, printPage: async () => printed })
  await setUp(service.client)
  const { businessDay } = await service.client.app.state()
  return {
    ...service,
    folder: place.folder,
    day: { businessDay, language: 'en' as const },
    async [Symbol.asyncDispose]() {
      await service.close()
      place[Symbol.dispose]()
    },
  }
}

test('two people who close a day at once close it once: the other is told that nothing has changed', async () => {
  await using laptop = await opened()
  await walkIn(laptop.client)
  const closes = await Promise.allSettled([
    laptop.client.reports.close(laptop.day),
    laptop.client.reports.close(laptop.day),
  ])
  expect(closes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  for (const close of closes)
    if (close.status === 'fulfilled') expect(close.value.status).toBe('closed')
    else expect(close.reason).toSatisfy((e: unknown) => e instanceof ORPCError && e.code === 'DAY_UNCHANGED')
  expect((await laptop.client.reports.daily(laptop.day)).status).toBe('closed')
})

test('a page that could be printed is handed over as a PDF', async () => {
  await using laptop = await opened({ type: 'pdf', bytes: new TextEncoder().encode('%PDF') })
  const printed = await laptop.client.reports.print(laptop.day)
  expect(printed).toMatchObject({ type: 'pdf', file: { fileName: expect.stringMatching(/\.pdf$/) } })
})

test('a browser that was not found and one that failed are told apart, and the page to print opens in both cases', async () => {
  const sentences = new Set<string>()
  for (const [type, said] of [
    ['no-browser', 'No Chromium, Chrome or Edge was found'],
    ['failed', 'The PDF could not be made'],
  ] as const) {
    await using laptop = await opened({ type })
    for (const language of ['en', 'ur'] as const) {
      const printed = await laptop.client.reports.print({ ...laptop.day, language })
      if (printed.type !== 'print-page') throw new Error('something was printed')
      expect(printed.path).toBe(`/print/daily-summary/${laptop.day.businessDay}?language=${language}`)
      if (language === 'en') expect(printed.sentence).toContain(said)
      sentences.add(printed.sentence)
    }
  }
  expect(sentences.size).toBe(4)
})
