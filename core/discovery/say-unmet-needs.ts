import { attributeSchema } from '../catalogue/attribute.ts'
import type { Catalogue } from '../catalogue/catalogue.ts'
import { fillSentence } from '../market/fill-sentence.ts'
import type { Wording } from '../market/language.ts'
import { quotable } from '../shortlist/say-answer.ts'
import { sayVehicle, sayWanted, type Voice } from '../shortlist/say-fact.ts'
import { quote } from '../shortlist/sentences.ts'
import type { WantedNow } from './unmet-need-changes.ts'
import type { UnmetNeedFound } from './unmet-needs.ts'

const sentences = {
  alone: {
    en: 'Nothing on sale here gives you this: {wanted}.',
    ur: 'یہ چیز ہماری کسی گاڑی میں نہیں: {wanted}۔',
  },
  together: {
    en: 'Nothing on sale here gives you all of this at once: {wanted}.',
    ur: 'یہ سب ایک ساتھ ہماری کسی گاڑی میں نہیں: {wanted}۔',
  },
  nearest: { en: ' {vehicle} comes nearest.', ur: ' سب سے قریب {vehicle} ہے۔' },
  because: { en: '{wanted} (you said {words})', ur: '{wanted} (آپ نے کہا: {words})' },
  and: { en: ', and ', ur: '، اور ' },
} satisfies Record<string, Wording>

/**
 * What was wanted and nothing in the catalogue gives, one plain sentence each, with the customer's own words and the
 * vehicle that comes nearest. Where half of the vehicles or more may yet give it, nothing is said: the catalogue is silent.
 */
export function sayUnmetNeeds(
  found: readonly UnmetNeedFound[],
  { variants }: Pick<Catalogue, 'variants'>,
  voice: Voice,
): readonly string[] {
  const { language } = voice
  return found
    .filter(({ undecided }) => 2 * undecided < variants.length)
    .map(({ wants, nearest }) => {
      const wanted = wants.map((want) => sayWant(want, voice)).join(sentences.and[language])
      const vehicle = variants.find(({ id }) => id === nearest?.variantId)
      return [
        fillSentence(sentences[wants.length === 1 ? 'alone' : 'together'][language], { wanted }),
        vehicle ? fillSentence(sentences.nearest[language], { vehicle: sayVehicle(vehicle, language) }) : '',
      ].join('')
    })
}

function sayWant({ attribute, test, ownWords }: WantedNow, voice: Voice): string {
  const { language } = voice
  const known = attributeSchema.parse(attribute)
  const wanted = sayWanted(
    { attribute: known, test: test.type === 'codes' ? { ...test, type: 'one-of' } : test },
    voice,
  )
  const words = quotable(ownWords)
  return words === ''
    ? wanted
    : fillSentence(sentences.because[language], { wanted, words: quote(words, language) })
}
