import type { Catalogue } from '../catalogue/catalogue.ts'
import type { Answer } from '../discovery/answer.ts'
import { createBeliefScene } from '../discovery/customer-belief.ts'
import type { QuestionBank } from '../discovery/question-bank.ts'
import { smallBank } from '../discovery/test-bank.ts'
import type { Language } from '../market/language.ts'
import { pakistan } from '../market/test-market.ts'
import { type Made, makeShortlist } from './make-shortlist.ts'
import { prepareCatalogue } from './prepare-catalogue.ts'
import type { Shortlist } from './shortlist.ts'

/** What these tests are about does not hang on how finely the belief is told. */
const fewest = 100

/** The scene of the small bank, or of another. */
export const sceneOf = (catalogue: Catalogue, bank: QuestionBank = smallBank) =>
  createBeliefScene(bank, prepareCatalogue(catalogue), fewest)

interface Chosen {
  readonly language?: Language
  readonly relaxed?: readonly string[]
  readonly overruled?: Shortlist['overruled']
}

/** The shortlist of the small bank in Pakistan, in a language, and with what was chosen of it. */
export function shortlist(
  catalogue: Catalogue,
  answers: readonly Answer[],
  chosen: Language | Chosen = 'en',
): Made {
  const { language = 'en', ...rest } = typeof chosen === 'string' ? { language: chosen } : chosen
  return makeShortlist({
    answers,
    scene: sceneOf(catalogue),
    seed: 'test',
    pack: pakistan,
    language,
    ...rest,
  })
}

export const models = (list: Shortlist) => list.picks.map((pick) => pick.model)
