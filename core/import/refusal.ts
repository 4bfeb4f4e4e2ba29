import { assertNever } from '../assert-never.ts'
import type { Language, Wording } from '../market/language.ts'
import type { BadRow } from './table.ts'

/** Why a cell or a row does not go in; `refusalSentence` says it to a person. */
export type ImportRefusal =
  | BadRow
  | { readonly type: 'encoding' }
  | { readonly type: 'no-vehicle' }
  | { readonly type: 'no-slug'; readonly name: string }
  | { readonly type: 'no-variant'; readonly model: string }
  | { readonly type: 'no-source' }
  | { readonly type: 'no-as-of' }
  | { readonly type: 'as-of'; readonly text: string }
  | { readonly type: 'no-figure' }
  | { readonly type: 'no-attribute' }
  | { readonly type: 'attribute'; readonly text: string }
  | { readonly type: 'number'; readonly text: string }
  | { readonly type: 'unit'; readonly text: string; readonly known: string }
  | { readonly type: 'negative'; readonly text: string }
  | { readonly type: 'whole'; readonly text: string }
  | { readonly type: 'reversed'; readonly text: string }
  | { readonly type: 'not-plausible'; readonly text: string; readonly range: string }
  | { readonly type: 'no-part'; readonly text: string; readonly part: number }
  | { readonly type: 'price'; readonly text: string }
  | { readonly type: 'code'; readonly text: string; readonly known: string }
  | { readonly type: 'date'; readonly text: string }
  | { readonly type: 'too-long'; readonly most: number }
  | { readonly type: 'no-number' }
  | { readonly type: 'vehicle-number'; readonly text: string }
  | { readonly type: 'number-twice'; readonly number: string }
  | { readonly type: 'vehicle-not-known'; readonly text: string }
  | { readonly type: 'vehicle-not-clear'; readonly text: string; readonly names: string }
  | { readonly type: 'no-state' }
  | { readonly type: 'duplicate'; readonly line: number }

/** One refusal with its place: `column` is a column of the file, `null` for the row as a whole. */
export interface CellRefusal {
  readonly column: string | null
  /** The id of the field that stays empty, `null` for the row as a whole. */
  readonly field: string | null
  readonly why: ImportRefusal
}

/** Why a cell or a row was left out, as a sentence. */
export function refusalSentence(why: ImportRefusal, language: Language): string {
  return wordingOf(why)[language]
}

function wordingOf(why: ImportRefusal): Wording {
  switch (why.type) {
    case 'quotes':
      return {
        en: 'The quotation marks in this row are not closed.',
        ur: 'اس سطر کے واوین بند نہیں ہوئے۔',
      }
    case 'extra-cells':
      return {
        en: `This row has ${why.cells} cells, and there are ${why.columns} columns: a comma inside a value needs quotation marks around it.`,
        ur: `اس سطر میں ${why.cells} خانے ہیں جبکہ کالم ${why.columns} ہیں: جس قدر میں کوما ہو اسے واوین میں لکھیں۔`,
      }
    case 'encoding':
      return {
        en: 'Some letters cannot be read: choose another encoding, or save the file as CSV UTF-8.',
        ur: 'کچھ حروف پڑھے نہیں جا سکے: کوئی اور انکوڈنگ چنیں، یا فائل کو CSV UTF-8 کے طور پر محفوظ کریں۔',
      }
    case 'no-vehicle':
      return { en: 'The brand or the model is missing.', ur: 'برانڈ یا ماڈل درج نہیں۔' }
    case 'no-slug':
      return {
        en: `“${why.name}” needs a Latin letter or a digit to be named by.`,
        ur: `”${why.name}“ میں کم از کم ایک لاطینی حرف یا ہندسہ چاہیے۔`,
      }
    case 'no-variant':
      return {
        en: `Neither the file nor the catalogue names a variant of ${why.model}, so these figures belong to no vehicle. If the file does, say which column holds the variant.`,
        ur: `نہ فائل میں اور نہ کیٹلاگ میں ${why.model} کا کوئی ویریئنٹ ہے، اس لیے یہ اعداد کسی گاڑی کے نہیں۔ اگر فائل میں ہے تو بتائیں ویریئنٹ کس کالم میں ہے۔`,
      }
    case 'no-source':
      return {
        en: 'The source is missing: a figure without a source does not stand.',
        ur: 'ماخذ درج نہیں: ماخذ کے بغیر کوئی عدد قبول نہیں ہوتا۔',
      }
    case 'no-as-of':
      return {
        en: 'The as-of date is missing: say when the figures are from.',
        ur: 'تاریخ درج نہیں: بتائیں یہ اعداد کب کے ہیں۔',
      }
    case 'as-of':
      return {
        en: `“${why.text}” is not an as-of date. Write 2026, 2026-03 or 2026-03-15.`,
        ur: `”${why.text}“ تاریخ نہیں۔ 2026 یا 2026-03 یا 2026-03-15 لکھیں۔`,
      }
    case 'no-figure':
      return { en: 'The row has no figure that can be read.', ur: 'اس سطر میں کوئی عدد پڑھا نہیں جا سکا۔' }
    case 'no-attribute':
      return {
        en: 'The row does not say what its figure is of.',
        ur: 'سطر میں درج نہیں کہ یہ عدد کس چیز کا ہے۔',
      }
    case 'attribute':
      return {
        en: `“${why.text}” is not an attribute that Northstar knows: say which one is meant, or leave it out.`,
        ur: `”${why.text}“ کوئی معلوم خصوصیت نہیں: بتائیں کون سی مراد ہے، یا اسے چھوڑ دیں۔`,
      }
    case 'number':
      return {
        en: `“${why.text}” is not a number or a range of numbers.`,
        ur: `”${why.text}“ عدد یا عددوں کی حد نہیں۔`,
      }
    case 'unit':
      return {
        en: `“${why.text}” is not a unit of this figure. Known are: ${why.known}.`,
        ur: `”${why.text}“ اس عدد کی اکائی نہیں۔ معلوم یہ ہیں: ${why.known}۔`,
      }
    case 'negative':
      return {
        en: `“${why.text}” is below zero, which this figure cannot be.`,
        ur: `”${why.text}“ صفر سے کم ہے، یہ عدد صفر سے کم نہیں ہو سکتا۔`,
      }
    case 'whole':
      return {
        en: `“${why.text}” has a fraction where a whole number is needed.`,
        ur: `”${why.text}“ میں کسر ہے، یہاں پورا عدد چاہیے۔`,
      }
    case 'reversed':
      return {
        en: `“${why.text}” runs from more to less.`,
        ur: `”${why.text}“ الٹی حد ہے: چھوٹا عدد پہلے آنا چاہیے۔`,
      }
    case 'not-plausible':
      return {
        en: `“${why.text}” is outside ${why.range}, so it is taken for a slip: look at the unit.`,
        ur: `”${why.text}“ حد ${why.range} سے باہر ہے، اس لیے غلطی سمجھا گیا: اکائی دیکھ لیں۔`,
      }
    case 'no-part':
      return {
        en: `“${why.text}” has no part ${why.part + 1} between its crosses.`,
        ur: `”${why.text}“ میں حصہ ${why.part + 1} نہیں۔`,
      }
    case 'price':
      return {
        en: `“${why.text}” is not an amount of money of this market.`,
        ur: `”${why.text}“ اس مارکیٹ کی رقم نہیں۔`,
      }
    case 'code':
      return {
        en: `“${why.text}” is not one of: ${why.known}. Say which one is meant.`,
        ur: `”${why.text}“ ان میں سے نہیں: ${why.known}۔ بتائیں کون سا مراد ہے۔`,
      }
    case 'date':
      return {
        en: `“${why.text}” is not a date that can be read for certain.`,
        ur: `”${why.text}“ ایسی تاریخ نہیں جو یقین سے پڑھی جا سکے۔`,
      }
    case 'too-long':
      return {
        en: `The text is longer than ${why.most} characters.`,
        ur: `متن ${why.most} حروف سے لمبا ہے۔`,
      }
    case 'no-number':
      return { en: 'The VIN or frame number is missing.', ur: 'VIN یا فریم نمبر درج نہیں۔' }
    case 'vehicle-number':
      return {
        en: `“${why.text}” is neither a VIN nor a frame number.`,
        ur: `”${why.text}“ نہ VIN ہے نہ فریم نمبر۔`,
      }
    case 'number-twice':
      return {
        en: `Two cars of the stock bear the number ${why.number}: mend that first.`,
        ur: `سٹاک کی دو گاڑیوں کا نمبر ${why.number} ہے: پہلے اسے درست کریں۔`,
      }
    case 'vehicle-not-known':
      return {
        en: `The catalogue has no vehicle “${why.text}”: say which one is meant.`,
        ur: `کیٹلاگ میں ”${why.text}“ نام کی گاڑی نہیں: بتائیں کون سی مراد ہے۔`,
      }
    case 'vehicle-not-clear':
      return {
        en: `“${why.text}” may be any of: ${why.names}${why.names.endsWith('…') ? '' : '.'} Say which one is meant.`,
        ur: `”${why.text}“ ان میں سے کوئی بھی ہو سکتی ہے: ${why.names}${why.names.endsWith('…') ? '' : '۔'} بتائیں کون سی مراد ہے۔`,
      }
    case 'no-state':
      return {
        en: 'The car is new, and whether it is here cannot be read from this row: mend its state or its dates.',
        ur: 'یہ گاڑی نئی ہے، اور سطر سے معلوم نہیں ہو سکا کہ وہ پہنچ چکی ہے یا نہیں: حالت یا تاریخیں درست کریں۔',
      }
    case 'duplicate':
      return {
        en: `Line ${why.line} of the file already says this of the same vehicle.`,
        ur: `فائل کی سطر ${why.line} میں اسی گاڑی کا یہ اندراج پہلے سے ہے۔`,
      }
    default:
      return assertNever(why)
  }
}
