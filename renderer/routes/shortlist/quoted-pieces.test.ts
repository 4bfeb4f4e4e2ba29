import { expect, it } from 'vitest'
import { quote } from '../../../core/shortlist/sentences.ts'
import { quotedPieces } from './quoted-pieces.ts'

const words = ['the grandparents come', 'دادا دادی آتے ہیں', 'big boot, بڑی ڈگی'] as const

it.each(['en', 'ur'] as const)(
  'what was said stands at the odd places, as %s sentences quote it',
  (language) => {
    for (const said of words) {
      const pieces = quotedPieces(`7 seats: ${quote(said, language)}, and ${quote(said, language)}.`)
      expect(pieces).toHaveLength(5)
      for (const piece of [pieces[1], pieces[3]]) expect(piece).toContain(said)
      expect(pieces.join('')).toBe(`7 seats: ${quote(said, language)}, and ${quote(said, language)}.`)
    }
  },
)

it('a sentence in which nobody is quoted is one piece', () => {
  expect(quotedPieces('Petrol: because you said a diesel is out')).toHaveLength(1)
})
