import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import type { Wording } from '../core/market/language.ts'
import { listMarkets, readMarketPack, readQuestionBank } from './read-packs.ts'
import { sourceFiles } from './test-source-files.ts'

const packsFolder = fileURLToPath(new URL('.', import.meta.url))
const questions = listMarkets(packsFolder).flatMap((id) =>
  readQuestionBank(packsFolder, readMarketPack(packsFolder, id)).topics.flatMap((topic) => topic.questions),
)
const ids = [...new Set(questions.map(({ id }) => id))]
const texts = [...new Set(questions.flatMap(({ ask, why }) => [...both(ask), ...both(why)]))]

const asked = new RegExp(`(?<![\\w.-])(${ids.map(literal).join('|')})(?![\\w-])`, 'g')
const questionsIn = (text: string): readonly string[] => [
  ...[...text.matchAll(asked)].map(([id]) => id),
  ...texts.filter((one) => text.includes(one)),
]

test('no source names a question of a bank or says its words: questions are data', () => {
  const found = sourceFiles().flatMap(({ file, text }) => questionsIn(text).map((what) => ({ file, what })))
  expect(found).toEqual([])
})

test('a question would be found by its id, as a template with its subjects too, and by its words in either language', () => {
  expect(ids.length).toBeGreaterThan(40)
  const [id = '', text = ''] = [ids[0], texts[1]]
  expect(questionsIn(`open('${id}')`)).toEqual([id])
  expect(questionsIn(`{ "ask": "${text}" }`)).toEqual([text])
  expect(questionsIn(`\`${id}?seats+airbags\``)).toEqual([id])
  expect(questionsIn(`a-${id}, ${id}-b, x.${id}`)).toEqual([])
})

function both({ en, ur }: Wording): readonly string[] {
  return [en, ur]
}

function literal(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}
