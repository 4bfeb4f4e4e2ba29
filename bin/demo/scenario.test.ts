import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readMarketPack, readQuestionBank } from '../../packs/read-packs.ts'
import { resources } from '../resources.ts'
import { demoOf, marketsWithDemo } from './demo-of.ts'
import { readScenario, type ScenarioVisit, scenarioProblems } from './scenario.ts'

const packs = join(resources, 'packs')
const ofMarket = (id: string) => {
  const market = readMarketPack(packs, id)
  const questions = readQuestionBank(packs, market).topics.flatMap((topic) => topic.questions)
  return {
    market,
    questionById: new Map(questions.map((question) => [question.id, question])),
    scenario: readScenario(demoOf(resources, id).scenario),
  }
}
const { market, questionById, scenario } = ofMarket('pk')
const [first] = scenario.visits
if (!first) throw new Error('the scenario has no visit')
const problemsWith = (changed: Partial<ScenarioVisit>) =>
  scenarioProblems({ ...scenario, visits: [{ ...first, ...changed }] }, { questionById, market })

test.each(marketsWithDemo(resources))(
  'the day of %s that is shipped can be played with the bank and the market that are shipped',
  (id) => {
    const shipped = ofMarket(id)
    expect(scenarioProblems(shipped.scenario, shipped)).toEqual([])
    const said = shipped.scenario.visits.map(({ language }) => language)
    expect([...new Set(said)].sort()).toEqual([...shipped.market.languages].sort())
    for (const { title } of shipped.scenario.visits)
      for (const language of shipped.market.languages) expect(title[language], title.en).toBeDefined()
  },
)

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
