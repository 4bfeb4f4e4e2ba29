import { afterAll, describe, expect, test } from 'vitest'
import { advise } from '../../../core/discovery/advise.ts'
import { createBeliefScene } from '../../../core/discovery/customer-belief.ts'
import { answersOf, choices, number } from '../../../core/discovery/test-answers.ts'
import { smallBank } from '../../../core/discovery/test-bank.ts'
import { errorForLog } from '../../../core/error-for-log.ts'
import { pakistan } from '../../../core/market/test-market.ts'
import { fitOf } from '../../../core/shortlist/fit.ts'
import { makeShortlist } from '../../../core/shortlist/make-shortlist.ts'
import { prepareCatalogue } from '../../../core/shortlist/prepare-catalogue.ts'
import { seeWhatIf, tryOut } from '../../../core/shortlist/see-what-if.ts'
import { catalogueOf, figure } from '../../../core/shortlist/test-vehicles.ts'
import { wouldChange } from '../../../core/shortlist/would-change.ts'
import { testFolder } from '../../../db/test-database.ts'
import { createAdviceThread } from './advice-thread.ts'
import { adviceWorkerFile, writeOnceDyingWorker, writeWorker } from './test-workers.ts'

const workerData = { bank: smallBank, pack: pakistan }
const catalogue = catalogueOf({
  'honda/city/lx': { seats: figure(5), priceMinor: figure(465_000_000), groundClearanceMm: figure(150) },
  'honda/br-v/i': { seats: figure(7), priceMinor: figure(620_000_000), groundClearanceMm: figure(201) },
  'suzuki/apv/glx': { seats: figure(8), priceMinor: figure(300_000_000), groundClearanceMm: figure(180) },
})
const smaller = { ...catalogue, version: 'small-2', variants: catalogue.variants.slice(0, 2) }
const answers = answersOf(
  { questionId: 'people.seats', value: number(7), ownWords: 'with the grandparents we are seven' },
  { questionId: 'roads.kind', value: choices('broken'), ownWords: 'the road to the farm' },
)
const talk = { openQuestionId: 'people.seats', skippedQuestionIds: ['roads.kind'] }
const asked = {
  answers,
  seed: 'opportunity-1',
  language: 'en',
  limits: [],
  relaxed: [],
  overruled: null,
} as const

const threadOf = (workerFile: URL | string) => createAdviceThread({ workerFile, workerData })

describe('the advice worker', () => {
  const thread = threadOf(adviceWorkerFile)
  afterAll(thread.close)

  test('says what the core says, of the catalogue that each request is about', async () => {
    for (const given of [catalogue, smaller]) {
      const scene = createBeliefScene(smallBank, prepareCatalogue(given))
      const { sureness: _sureness, ...shortlist } = makeShortlist({ ...asked, scene, pack: pakistan })
      expect(shortlist.picks.length).toBeGreaterThan(0)
      const voice = { pack: pakistan, language: 'en' } as const
      const tried = tryOut(scene, answers, { ...asked, currency: 'PKR' })
      const changing = wouldChange(tried, voice)
      expect(await thread.shortlist(asked, given)).toEqual({ ...shortlist, wouldChange: changing })
      const whatIf = { budgetMinor: 500_000_000, emphasis: [] }
      expect(await thread.whatIf({ ...asked, whatIf }, given)).toEqual(seeWhatIf(tried, whatIf, voice))
      const variantIds = given.variants.map(({ id }) => id)
      const fit = fitOf(scene, scene.believe(answers, asked.seed), variantIds, voice)
      expect(await thread.fit({ ...asked, variantIds }, given)).toEqual(fit)
      const advice = advise({ ...asked, scene, talk, pack: pakistan })
      expect(await thread.advise({ ...asked, talk }, given)).toEqual({ ...advice, shortlist })
    }
  })

  test('says the same of the same in each language, however often it is asked', async () => {
    const twice = () => thread.advise({ ...asked, talk, language: 'ur' }, catalogue)
    const [first, second] = await Promise.all([twice(), twice()])
    expect(second).toEqual(first)
  })

  test('without a catalogue goes on with the talk', async () => {
    const advice = await thread.advise({ ...asked, answers: [], talk }, null)
    expect(advice.next).not.toBeNull()
    expect(advice.shortlist).toMatchObject({ picks: [], considered: 0 })
  })
})

describe('an advice worker that dies', () => {
  test('once hands what waited to the next, with its catalogue', async () => {
    using scratch = testFolder()
    const thread = threadOf(writeOnceDyingWorker(scratch.folder))
    expect(await thread.shortlist(asked, catalogue)).toMatchObject({ considered: 3 })
    await thread.close()
  })

  test('of each request is not tried for ever, and the next request is tried anew', async () => {
    using scratch = testFolder()
    const dying = `import { parentPort } from 'node:worker_threads'
      parentPort.on('message', () => process.exit(3))`
    const thread = threadOf(writeWorker(scratch.folder, dying))
    for (const _time of [1, 2])
      await expect(thread.shortlist(asked, catalogue)).rejects.toThrow('ended with code 3')
    await thread.close()
  })
})

test('what failed in the worker is logged with its place, and without the words that were in it', async () => {
  using scratch = testFolder()
  const failing = `import { parentPort } from 'node:worker_threads'
    import { problemOf } from ${JSON.stringify(new URL('../worker-problem.ts', import.meta.url).href)}
    parentPort.on('message', ({ type, id, answers }) => {
      if (type === 'catalogue') return
      const problem = problemOf(new TypeError(answers[0].ownWords))
      parentPort.postMessage({ type: 'failed', id, problem })
    })`
  const thread = threadOf(writeWorker(scratch.folder, failing))
  const failure = await thread.shortlist(asked, catalogue).catch((reason: unknown) => reason)
  await thread.close()
  expect(errorForLog(failure)).toMatchObject({
    name: 'Error',
    cause: { name: 'TypeError', at: expect.arrayContaining([expect.stringContaining('test-worker.mjs')]) },
  })
  expect(JSON.stringify(errorForLog(failure))).not.toContain('grandparents')
})

test('closing ends what waits, and nothing is asked afterwards', async () => {
  using scratch = testFolder()
  const silent = `import { parentPort } from 'node:worker_threads'
    parentPort.on('message', () => {})`
  const thread = threadOf(writeWorker(scratch.folder, silent))
  const waiting = expect(thread.shortlist(asked, catalogue)).rejects.toThrow('closed while')
  await thread.close()
  await waiting
  await expect(thread.shortlist(asked, catalogue)).rejects.toThrow('is closed')
})
