import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readMarketPack, readQuestionBank } from '../../packs/read-packs.ts'
import { resources } from '../resources.ts'
import { readScenario, type ScenarioVisit, scenarioProblems } from './scenario.ts'

const packs = join(resources, 'packs')
const market = readMarketPack(packs, 'pk')
const questionById = new Map(
  readQuestionBank(packs, market)
    .topics.flatMap(({ questions }) => questions)
    .map((question) => [question.id, question]),
)
const scenario = readScenario(join(packs, 'demo', 'three-visits.json'))
const [first] = scenario.visits
if (!first) throw new Error('the scenario has no visit')
const problemsWith = (changed: Partial<ScenarioVisit>) =>
  scenarioProblems({ ...scenario, visits: [{ ...first, ...changed }] }, { questionById, market })

test('the day that is shipped can be played with the bank and the market that are shipped', () => {
  expect(scenarioProblems(scenario, { questionById, market })).toEqual([])
})

test('a question, an option, a reason or a person that is not there is named before anything is played', () => {
  const answer = { state: 'answered', words: 'x' } as const
  expect(problemsWith({ answers: [{ ...answer, question: 'moon.phase' }] })).toEqual([
    'A family of seven: the bank has no question moon.phase',
  ])
  expect(
    problemsWith({ answers: [{ ...answer, question: 'welcome.purpose', codes: ['spaceship'] }] }),
  ).toEqual(['A family of seven: the answer to welcome.purpose does not fit: code-unknown'])
  expect(problemsWith({ ending: { type: 'lost', reason: 'moonlight', note: '' } })).toEqual([
    'A family of seven: the market has no reason moonlight',
  ])
  expect(problemsWith({ consultant: 'Nobody' })).toEqual(['A family of seven: Nobody does not work here'])
})
