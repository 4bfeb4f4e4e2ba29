import { assertNever } from '../assert-never.ts'
import type { Language, Wording } from './language.ts'
import type { RateRefusal } from './read-rates-csv.ts'

/** Why one row of rates was left out, as a sentence that says how to write it. */
export function rateRefusalSentence(refusal: RateRefusal, language: Language): string {
  return wordingOf(refusal)[language]
}

function wordingOf(refusal: RateRefusal): Wording {
  switch (refusal.type) {
    case 'quotes':
      return {
        en: 'The quotation marks in this row are not closed: a value may not run over more than one line.',
        ur: 'اس سطر کے واوین بند نہیں ہوئے: ایک قدر ایک ہی سطر میں لکھیں۔',
      }
    case 'extra-cells':
      return {
        en: `This row has ${refusal.cells} cells, more than there are columns.`,
        ur: `اس سطر میں ${refusal.cells} خانے ہیں جو کالموں سے زیادہ ہیں۔`,
      }
    case 'rate':
      return {
        en: `“${refusal.rate}” is not a rate of this market. Known are: ${refusal.known}.`,
        ur: `”${refusal.rate}“ اس مارکیٹ کی کوئی شرح نہیں۔ معلوم یہ ہیں: ${refusal.known}۔`,
      }
    case 'condition':
      return {
        en: `“${refusal.text}” cannot be read. Write fuel=petrol, engineCc>1000<=1300, or several joined by semicolons.`,
        ur: `”${refusal.text}“ پڑھا نہیں جا سکا۔ fuel=petrol یا engineCc>1000<=1300 لکھیں، ایک سے زیادہ کو سیمی کولن سے جوڑیں۔`,
      }
    case 'fact':
      return {
        en: `“${refusal.fact}” is nothing that a rate can depend on here. Known are: ${refusal.known}.`,
        ur: `”${refusal.fact}“ پر یہاں کوئی شرح منحصر نہیں ہو سکتی۔ معلوم یہ ہیں: ${refusal.known}۔`,
      }
    case 'fact-twice':
      return {
        en: `“${refusal.fact}” stands twice: write one condition of it.`,
        ur: `”${refusal.fact}“ دو بار ہے: ایک ہی شرط لکھیں۔`,
      }
    case 'fact-code':
      return {
        en: `“${refusal.code}” is not one of: ${refusal.known}.`,
        ur: `”${refusal.code}“ ان میں سے نہیں: ${refusal.known}۔`,
      }
    case 'fact-kind':
      return refusal.isNumber
        ? {
            en: `“${refusal.text}” is about a number: write it with < or >.`,
            ur: `”${refusal.text}“ عدد کے بارے میں ہے: < یا > کے ساتھ لکھیں۔`,
          }
        : {
            en: `“${refusal.text}” is not about a number: write it with = or !=.`,
            ur: `”${refusal.text}“ عدد کے بارے میں نہیں: = یا != کے ساتھ لکھیں۔`,
          }
    case 'empty-range':
      return {
        en: `“${refusal.text}” leaves no value between its ends.`,
        ur: `”${refusal.text}“ کے بیچ کوئی قدر نہیں بچتی۔`,
      }
    case 'value':
      return {
        en: `“${refusal.value}” is not a number of zero or more. Write 1200 or 254.63.`,
        ur: `”${refusal.value}“ صفر یا اس سے زیادہ کا عدد نہیں۔ 1200 یا 254.63 لکھیں۔`,
      }
    case 'unit':
      return {
        en: `“${refusal.unit}” is not a unit of a rate here. Known are: ${refusal.known}.`,
        ur: `”${refusal.unit}“ یہاں شرح کی اکائی نہیں۔ معلوم یہ ہیں: ${refusal.known}۔`,
      }
    case 'day':
      return {
        en: `“${refusal.day}” is not a day. Write 2026-07-01.`,
        ur: `”${refusal.day}“ کوئی دن نہیں۔ 2026-07-01 لکھیں۔`,
      }
    case 'ends-before':
      return {
        en: `It would end on ${refusal.until}, before it begins on ${refusal.from}.`,
        ur: `یہ ${refusal.until} کو ختم ہو جائے گی، یعنی ${refusal.from} کو شروع ہونے سے پہلے۔`,
      }
    case 'no-source':
      return {
        en: 'The source is missing: a rate without a source does not stand.',
        ur: 'ماخذ درج نہیں: ماخذ کے بغیر کوئی شرح قبول نہیں ہوتی۔',
      }
    case 'source':
      return {
        en: `“${refusal.source}” is not in the list of sources. Listed are: ${refusal.known}.`,
        ur: `”${refusal.source}“ ماخذ کی فہرست میں نہیں۔ فہرست میں یہ ہیں: ${refusal.known}۔`,
      }
    case 'as-of':
      return {
        en: `“${refusal.asOf}” is not an as-of date. Write 2026, 2026-03 or 2026-03-15.`,
        ur: `”${refusal.asOf}“ تاریخ نہیں۔ 2026 یا 2026-03 یا 2026-03-15 لکھیں۔`,
      }
    case 'as-of-ahead':
      return {
        en: `${refusal.asOf} has not come yet: write the day on which the source said it.`,
        ur: `${refusal.asOf} ابھی نہیں آیا: وہ دن لکھیں جب ماخذ نے یہ کہا۔`,
      }
    case 'duplicate':
      return {
        en: `Line ${refusal.line} already gives this rate for the same from the same day.`,
        ur: `سطر ${refusal.line} میں اسی شرط اور اسی دن سے یہ شرح پہلے سے درج ہے۔`,
      }
    default:
      return assertNever(refusal)
  }
}
