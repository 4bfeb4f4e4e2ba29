import { assertNever } from '../../../core/assert-never.ts'
import type { Catalogue } from '../../../core/catalogue/catalogue.ts'
import { type Advice, advise } from '../../../core/discovery/advise.ts'
import { type BeliefScene, createBeliefScene } from '../../../core/discovery/customer-belief.ts'
import { type Fit, fitOf } from '../../../core/shortlist/fit.ts'
import { makeShortlist } from '../../../core/shortlist/make-shortlist.ts'
import { prepareCatalogue } from '../../../core/shortlist/prepare-catalogue.ts'
import { type SeenWhatIf, seeWhatIf, type Tried, tryOut } from '../../../core/shortlist/see-what-if.ts'
import type { Shortlist } from '../../../core/shortlist/shortlist.ts'
import { wouldChange } from '../../../core/shortlist/would-change.ts'
import type { AdviceWorkerData, DeskRequest } from './advice-protocol.ts'

export interface AdviceDesk {
  /** The catalogue from now on; `null` is none, with which advice goes on and its shortlist stays empty. */
  readonly use: (catalogue: Catalogue | null) => void
  readonly answer: (request: DeskRequest) => Advice | Shortlist | SeenWhatIf | Fit
}

/** What the advice worker does: keeps the belief's scene for one bank and one catalogue, and works requests out in it. */
export function createAdviceDesk({ bank, pack }: AdviceWorkerData): AdviceDesk {
  let catalogue: Catalogue = noCatalogue
  let base: BeliefScene | null = null
  let last: { readonly key: string; readonly tried: Tried } | null = null
  /** Kept from one trial to the next, so that a slider is answered while it moves. */
  const triedOut = (at: BeliefScene, { answers, seed, relaxed, limits }: DeskRequest): Tried => {
    const key = JSON.stringify([seed, relaxed, limits, answers])
    if (last?.key !== key)
      last = { key, tried: tryOut(at, answers, { seed, relaxed, currency: pack.currency.code }) }
    return last.tried
  }
  return {
    use(given) {
      catalogue = given ?? noCatalogue
      base = null
      last = null
    },
    answer(request) {
      base ??= createBeliefScene(bank, prepareCatalogue(catalogue))
      const { answers, seed, language, relaxed, overruled, limits } = request
      const voice = { pack, language }
      const scene: BeliefScene = { ...base, limits }
      const given = { scene, answers, seed, relaxed, overruled, ...voice }
      switch (request.type) {
        case 'advise':
          return advise({ ...given, talk: request.talk })
        case 'shortlist': {
          const { sureness: _sureness, ...shortlist } = makeShortlist(given)
          return { ...shortlist, wouldChange: [...wouldChange(triedOut(scene, request), voice)] }
        }
        case 'what-if':
          return seeWhatIf(triedOut(scene, request), request.whatIf, voice)
        case 'fit':
          return fitOf(scene, scene.believe(answers, seed), request.variantIds, voice)
        default:
          return assertNever(request)
      }
    },
  }
}

const noCatalogue: Catalogue = { version: 'none', variants: [], sources: [] }
