import type { Random } from '../torture/random.ts'
import { familyNames, givenNames } from './names.ts'
import { sentences } from './sentences.ts'

export interface Profile {
  readonly name: string
  /** E.164. */
  readonly phone: string
  readonly language: 'en' | 'ur'
  readonly note: string
}

const noteCharacters = 200
const mobileDigits = 10_000_000

/** A customer as showrooms know them: any name, a mobile number by chance, and words of theirs. */
export function createProfile(random: Random): Profile {
  const second = random.isTrue(0.3) ? ` ${random.pick(givenNames)}` : ''
  return {
    name: `${random.pick(givenNames)}${second} ${random.pick(familyNames)}`,
    phone: `+923${String(random.below(50)).padStart(2, '0')}${String(random.below(mobileDigits)).padStart(7, '0')}`,
    language: random.isTrue(0.5) ? 'en' : 'ur',
    note: createNote(random),
  }
}

/** Whole sentences, of about two hundred characters. */
function createNote(random: Random): string {
  let note = random.pick(sentences)
  while (note.length < noteCharacters - 30) note += ` ${random.pick(sentences)}`
  return note
}
