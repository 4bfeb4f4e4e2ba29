import { assertNever } from '../assert-never.ts'
import type { Language, Wording } from '../market/language.ts'
import type { NotATable } from './csv-table.ts'
import type { RowRefusal } from './figure-row.ts'

/** Why one row of a catalogue file was left out, as a sentence that says how to write it. */
export function rowRefusalSentence(refusal: RowRefusal, language: Language): string {
  return wordingOf(refusal)[language]
}

function wordingOf(refusal: RowRefusal): Wording {
  switch (refusal.type) {
    case 'quotes':
      return {
        en: 'The quotation marks in this row are not closed: a value may not run over more than one line.',
        ur: 'اس سطر کے واوین بند نہیں ہوئے: ایک قدر ایک ہی سطر میں لکھیں۔',
      }
    case 'extra-cells':
      return {
        en: `This row has ${refusal.cells} cells, more than there are columns: a comma inside a value needs quotation marks around it.`,
        ur: `اس سطر میں ${refusal.cells} خانے ہیں جو کالموں سے زیادہ ہیں: جس قدر میں کوما ہو اسے واوین میں لکھیں۔`,
      }
    case 'encoding':
      return {
        en: 'This row has letters that cannot be read: save the file as CSV UTF-8.',
        ur: 'اس سطر کے کچھ حروف پڑھے نہیں جا سکے: فائل کو CSV UTF-8 کے طور پر محفوظ کریں۔',
      }
    case 'no-vehicle':
      return { en: 'The brand or the model is missing.', ur: 'برانڈ یا ماڈل درج نہیں۔' }
    case 'no-slug':
      return {
        en: `“${refusal.name}” needs a Latin letter or a digit to be named by.`,
        ur: `”${refusal.name}“ میں کم از کم ایک لاطینی حرف یا ہندسہ چاہیے۔`,
      }
    case 'attribute':
      return {
        en: `“${refusal.attribute}” is not an attribute. Known are: ${refusal.known}.`,
        ur: `”${refusal.attribute}“ کوئی معلوم خصوصیت نہیں۔ معلوم یہ ہیں: ${refusal.known}۔`,
      }
    case 'no-source':
      return {
        en: 'The source is missing: a figure without a source does not stand.',
        ur: 'ماخذ درج نہیں: ماخذ کے بغیر کوئی عدد قبول نہیں ہوتا۔',
      }
    case 'as-of':
      return {
        en: `“${refusal.asOf}” is not an as-of date. Write 2026, 2026-03 or 2026-03-15.`,
        ur: `”${refusal.asOf}“ تاریخ نہیں۔ 2026 یا 2026-03 یا 2026-03-15 لکھیں۔`,
      }
    case 'unit':
      return unitWording(refusal.unit, refusal.wanted)
    case 'no-value':
      return {
        en: 'The value is missing: leave the row out where the figure is not known.',
        ur: 'قدر درج نہیں: جو عدد معلوم نہ ہو اس کی سطر نہ لکھیں۔',
      }
    case 'number':
      return {
        en: `“${refusal.value}” is not a number. Write 12, 12.5 or a range as 12..16; leave the row out where it is not known.`,
        ur: `”${refusal.value}“ عدد نہیں۔ 12 یا 12.5 یا حد 12..16 لکھیں؛ معلوم نہ ہو تو سطر نہ لکھیں۔`,
      }
    case 'negative':
      return {
        en: `“${refusal.value}” is below zero, which this figure cannot be.`,
        ur: `”${refusal.value}“ صفر سے کم ہے، یہ عدد صفر سے کم نہیں ہو سکتا۔`,
      }
    case 'whole':
      return {
        en: `“${refusal.value}” has a fraction where a whole number is needed.`,
        ur: `”${refusal.value}“ میں کسر ہے، یہاں پورا عدد چاہیے۔`,
      }
    case 'reversed':
      return {
        en: `“${refusal.value}” runs from more to less: write the smaller number first.`,
        ur: `”${refusal.value}“ الٹی حد ہے: چھوٹا عدد پہلے لکھیں۔`,
      }
    case 'not-plausible':
      return {
        en: `“${refusal.value}” is outside ${refusal.range}, so it is taken for a slip.`,
        ur: `”${refusal.value}“ حد ${refusal.range} سے باہر ہے، اس لیے غلطی سمجھا گیا۔`,
      }
    case 'code':
      return {
        en: `“${refusal.code}” is not one of: ${refusal.known}.`,
        ur: `”${refusal.code}“ ان میں سے نہیں: ${refusal.known}۔`,
      }
    case 'duplicate':
      return {
        en: `Line ${refusal.line} already gives this figure for this vehicle.`,
        ur: `سطر ${refusal.line} میں اس گاڑی کی یہ قدر پہلے سے درج ہے۔`,
      }
    case 'no-variant':
      return {
        en: `No row of the file that could be read names a variant of ${refusal.model}, so this figure belongs to no vehicle.`,
        ur: `فائل کی کسی درست سطر میں ${refusal.model} کا کوئی ویریئنٹ نہیں، اس لیے یہ عدد کسی گاڑی کا نہیں۔`,
      }
    default:
      return assertNever(refusal)
  }
}

function unitWording(unit: string, wanted: string): Wording {
  if (wanted === '')
    return {
      en: `The unit “${unit}” does not belong to a code: leave the unit empty.`,
      ur: `کوڈ کے ساتھ اکائی ”${unit}“ نہیں ہوتی: اکائی خالی چھوڑیں۔`,
    }
  return {
    en: `The unit is “${unit}” where “${wanted}” is needed.`,
    ur: `اکائی ”${unit}“ ہے جبکہ ”${wanted}“ چاہیے۔`,
  }
}

/** Why a file is no catalogue, as the middle of a sentence: "it is a web page, not a CSV file". */
export function notACatalogueReason(why: NotATable, language: Language): string {
  return notATableWording(why)[language]
}

function notATableWording(why: NotATable): Wording {
  switch (why.type) {
    case 'empty':
      return { en: 'it has no rows', ur: 'اس میں کوئی سطر نہیں' }
    case 'web-page':
      return { en: 'it is a web page, not a CSV file', ur: 'یہ ویب صفحہ ہے، CSV فائل نہیں' }
    case 'workbook':
      return {
        en: 'it is an Excel workbook; save it as CSV UTF-8 first',
        ur: 'یہ ایکسل ورک بک ہے؛ پہلے اسے CSV UTF-8 کے طور پر محفوظ کریں',
      }
    case 'not-text':
      return {
        en: 'it is not text in UTF-8; save it as CSV UTF-8 first',
        ur: 'یہ UTF-8 متن نہیں؛ پہلے اسے CSV UTF-8 کے طور پر محفوظ کریں',
      }
    case 'no-column':
      return {
        en: `its first line does not name the column ${why.columns.join(', ')}`,
        ur: `پہلی سطر میں یہ کالم نہیں: ${why.columns.join(', ')}`,
      }
    case 'column-twice':
      return {
        en: `its first line names the column ${why.column} twice`,
        ur: `پہلی سطر میں کالم ${why.column} دو بار ہے`,
      }
    default:
      return assertNever(why)
  }
}
