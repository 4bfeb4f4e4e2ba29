import { variantIdSchema } from '../../core/ids.ts'
import { day, languages, type Maker, visitedOf } from './scene.ts'

const variants = ['honda/city/1-2l-cvt', 'toyota/yaris/ativ', 'suzuki/alto/vxl'].map((id) =>
  variantIdSchema.parse(id),
)

/** Says what was recommended, and what it was priced at. */
export const shortlistMakers: { readonly [E in 'shortlist' | 'quote']: Maker<E> } = {
  shortlist(scene) {
    const { chance } = scene
    const visited = visitedOf(scene)
    const variantId = chance.pick(variants)
    if (visited === null) return null
    const line = { answerId: null, questionId: null, attribute: null, sentence: chance.newWord() }
    return {
      ...visited,
      language: chance.pick(languages),
      content: {
        picks: [
          {
            variantId,
            brand: 'Honda',
            model: 'City',
            name: '1.2L CVT',
            body: null,
            price: null,
            utility: chance.below(100) / 100,
            stock: null,
            reasons: [line],
            catch: line,
            notes: [],
            unknown: [],
          },
        ],
        considered: chance.below(50),
        removed: [],
        relaxed: [],
        nothingLeft: [],
        runnerUp: null,
        sure: null,
        wouldChange: [],
        overruled: null,
        since: [],
        notKnownYet: [],
        catalogueVersion: '1',
        bankVersion: '1',
      },
    }
  },
  quote(scene) {
    const { chance } = scene
    const visited = visitedOf(scene)
    const variantId = chance.pick(variants)
    if (visited === null) return null
    const vehicle = { variantId, brand: 'Honda', model: 'City', name: '1.2L CVT' }
    const amountMinor = chance.below(9_000_000)
    const amount = { least: amountMinor, most: amountMinor }
    const line = {
      code: 'vehicle',
      name: { en: 'The car', ur: 'گاڑی' },
      payee: { en: 'The maker', ur: 'کمپنی' },
      basis: 'fixed' as const,
      amountMinor: amount,
      asOf: null,
      source: null,
    }
    return {
      ...visited,
      variantId,
      language: chance.pick(languages),
      content: {
        version: 1 as const,
        ground: {
          market: 'pk',
          currency: { code: 'PKR', minorDigits: 0 },
          day,
          vehicle,
          price: line,
          facts: { filer: chance.pick(['filer', 'non-filer']) },
          lines: [],
          notes: [],
        },
        price: {
          day,
          vehicle,
          facts: {},
          lines: [{ ...line, rules: [], limits: [], isOld: false, whyNotKnown: null }],
          totalMinor: amount,
          notKnown: [],
          notes: [],
        },
        finance: null,
        openFacts: [],
        catalogueVersion: '1',
        quotedOn: day,
      },
    }
  },
}
