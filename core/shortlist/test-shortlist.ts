import type { Catalogue } from '../catalogue/catalogue.ts'
import type { Answer } from '../discovery/answer.ts'
import { createBeliefScene } from '../discovery/customer-belief.ts'
import { smallBank } from '../discovery/test-bank.ts'
import type { Language } from '../market/language.ts'
import { pakistan } from '../market/test-market.ts'
import { makeShortlist } from './make-shortlist.ts'
import { prepareCatalogue } from './prepare-catalogue.ts'
import type { Shortlist } from './shortlist.ts'

/** What these tests are about does not hang on how finely the belief is told. */
const fewest = 100

/** The shortlist of the small bank in Pakistan. */
export function shortlist(
  catalogue: Catalogue,
  answers: readonly Answer[],
  language: Language = 'en',
): Shortlist {
  return makeShortlist({
    answers,
    scene: createBeliefScene(smallBank, prepareCatalogue(catalogue), fewest),
    seed: 'test',
    pack: pakistan,
    language,
  })
}

export const models = (list: Shortlist) => list.picks.map((pick) => pick.model)
