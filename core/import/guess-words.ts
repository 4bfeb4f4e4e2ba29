import { assertNever } from '../assert-never.ts'
import type { Language, Wording } from '../market/language.ts'
import type { GuessReason } from './guess-mapping.ts'

/** By what a field was guessed, as the end of a sentence: "by the header “Boot (L)”". */
export function guessReasonText(why: GuessReason, language: Language): string {
  return wordingOf(why)[language]
}

function wordingOf(why: GuessReason): Wording {
  switch (why.type) {
    case 'remembered-file':
      return {
        en: 'as a file with the same columns was mapped before',
        ur: 'جیسے انہی کالموں والی فائل پہلے ملائی گئی تھی',
      }
    case 'remembered-column':
      return {
        en: `as a column “${why.column}” was mapped before`,
        ur: `جیسے کالم ”${why.column}“ پہلے ملایا گیا تھا`,
      }
    case 'heading':
      return { en: `by the header “${why.column}”`, ur: `عنوان ”${why.column}“ سے` }
    case 'heading-alone':
      return {
        en: `by the header “${why.column}”, but only ${why.readPercent} % of its different cells can be read`,
        ur: `عنوان ”${why.column}“ سے، مگر اس کے صرف ${why.readPercent} فیصد مختلف خانے پڑھے جا سکتے ہیں`,
      }
    case 'cells':
      return { en: `by what stands in “${why.column}”`, ur: `”${why.column}“ میں درج باتوں سے` }
    case 'distinct':
      return {
        en: `with ${quoted(why.columns)} added, so that no two rows are the same vehicle`,
        ur: `${quotedUrdu(why.columns)} کے ساتھ، تاکہ کوئی دو سطریں ایک ہی گاڑی نہ ہوں`,
      }
    case 'parts':
      return { en: `one of the numbers in “${why.column}”`, ur: `”${why.column}“ کے عددوں میں سے ایک` }
    case 'city-and-highway':
      return {
        en: `from ${quoted(why.columns)} as the two ends`,
        ur: `${quotedUrdu(why.columns)} سے، دو سروں کے طور پر`,
      }
    default:
      return assertNever(why)
  }
}

function quoted(columns: readonly string[]): string {
  return columns.map((column) => `“${column}”`).join(', ')
}

function quotedUrdu(columns: readonly string[]): string {
  return columns.map((column) => `”${column}“`).join('، ')
}
