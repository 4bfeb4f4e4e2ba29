import { assertNever } from '../../../core/assert-never.ts'
import type { Catalogue } from '../../../core/catalogue/catalogue.ts'
import { type Advice, advise } from '../../../core/discovery/advise.ts'
import { type BeliefScene, createBeliefScene } from '../../../core/discovery/customer-belief.ts'
import { makeShortlist } from '../../../core/shortlist/make-shortlist.ts'
import { prepareCatalogue } from '../../../core/shortlist/prepare-catalogue.ts'
import type { Shortlist } from '../../../core/shortlist/shortlist.ts'
import type { AdviceRequest, AdviceWorkerData, ShortlistRequest } from './advice-protocol.ts'

export interface AdviceDesk {
  /** The catalogue from now on; `null` is none, with which advice goes on and its shortlist stays empty. */
  readonly use: (catalogue: Catalogue | null) => void
  readonly answer: (request: AdviceRequest | ShortlistRequest) => Advice | Shortlist
}

/** What the advice worker does: keeps the belief's scene for one bank and one catalogue, and works requests out in it. */
export function createAdviceDesk({ bank, pack }: AdviceWorkerData): AdviceDesk {
  let catalogue: Catalogue = noCatalogue
  let scene: BeliefScene | null = null
  return {
    use(given) {
      catalogue = given ?? noCatalogue
      scene = null
    },
    answer(request) {
      scene ??= createBeliefScene(bank, prepareCatalogue(catalogue))
      const { answers, seed, language } = request
      const given = { scene, answers, seed, pack, language }
      switch (request.type) {
        case 'advise':
          return advise({ ...given, talk: request.talk })
        case 'shortlist':
          return makeShortlist(given)
        default:
          return assertNever(request)
      }
    },
  }
}

const noCatalogue: Catalogue = { version: 'none', variants: [], sources: [] }
