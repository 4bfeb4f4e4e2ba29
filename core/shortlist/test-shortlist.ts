import type { Catalogue } from '../catalogue/catalogue.ts'
import type { Answer } from '../discovery/answer.ts'
import { smallBank } from '../discovery/test-bank.ts'
import type { Language } from '../market/language.ts'
import { pakistan } from '../market/test-market.ts'
import { makeShortlist } from './make-shortlist.ts'
import { prepareCatalogue } from './prepare-catalogue.ts'
import type { Shortlist } from './shortlist.ts'

/** The shortlist of the small bank in Pakistan. */
export function shortlist(
  catalogue: Catalogue,
  answers: readonly Answer[],
  language: Language = 'en',
): Shortlist {
  return makeShortlist({
    answers,
    bank: smallBank,
    catalogue: prepareCatalogue(catalogue),
    pack: pakistan,
    language,
  })
}

export const models = (list: Shortlist) => list.picks.map((pick) => pick.model)
