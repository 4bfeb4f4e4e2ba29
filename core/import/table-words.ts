import { assertNever } from '../assert-never.ts'
import type { Language, Wording } from '../market/language.ts'
import type { NotATable } from './table.ts'

/** Why a file cannot be read as a table, as the middle of a sentence: "it is a PDF, not a table". */
export function notATableReason(why: NotATable, language: Language): string {
  return wordingOf(why)[language]
}

function wordingOf(why: NotATable): Wording {
  switch (why.type) {
    case 'empty':
      return { en: 'it has no rows', ur: 'اس میں کوئی سطر نہیں' }
    case 'no-header':
      return {
        en: 'none of its first lines names its columns; say which line does',
        ur: 'اس کی پہلی سطروں میں کالموں کے نام نہیں؛ بتائیں نام کس سطر میں ہیں',
      }
    case 'web-page':
      return {
        en: 'it is a web page, not a table; open it in Excel and save it as a workbook (.xlsx)',
        ur: 'یہ ویب صفحہ ہے، جدول نہیں؛ اسے ایکسل میں کھول کر ورک بک (.xlsx) کے طور پر محفوظ کریں',
      }
    case 'pdf':
      return { en: 'it is a PDF, not a table', ur: 'یہ PDF ہے، جدول نہیں' }
    case 'old-workbook':
      return {
        en: 'it is an Excel file of the old kind (.xls); save it as .xlsx or CSV first',
        ur: 'یہ پرانی قسم کی ایکسل فائل (.xls) ہے؛ پہلے اسے .xlsx یا CSV کے طور پر محفوظ کریں',
      }
    case 'locked-workbook':
      return {
        en: 'it is locked with a password; save it without one first',
        ur: 'اس پر پاس ورڈ لگا ہے؛ پہلے اسے پاس ورڈ کے بغیر محفوظ کریں',
      }
    case 'not-text':
      return { en: 'it is neither text nor an Excel workbook', ur: 'یہ نہ متن ہے نہ ایکسل ورک بک' }
    case 'encoding':
      return {
        en: `it is not text in ${why.encoding.toUpperCase()}; choose another encoding`,
        ur: `یہ ${why.encoding.toUpperCase()} متن نہیں؛ کوئی اور انکوڈنگ چنیں`,
      }
    case 'damaged':
      return { en: 'it is damaged; get it once more', ur: 'فائل خراب ہے؛ اسے دوبارہ حاصل کریں' }
    case 'not-a-workbook':
      return {
        en: 'it is not an Excel workbook (.xlsx); save it as one or as CSV first',
        ur: 'یہ ایکسل ورک بک (.xlsx) نہیں؛ پہلے اسے .xlsx یا CSV کے طور پر محفوظ کریں',
      }
    case 'no-sheet':
      return { en: `it has no sheet “${why.sheet}”`, ur: `اس میں ”${why.sheet}“ نام کی شیٹ نہیں` }
    case 'too-much-inside':
      return {
        en: `there is more than ${why.mostMb} MB inside it; split it into several files`,
        ur: `اس کے اندر ${why.mostMb} MB سے زیادہ ہے؛ اسے کئی فائلوں میں بانٹ دیں`,
      }
    case 'too-many-rows':
      return {
        en: `it has more than ${why.most} rows; split it into several files`,
        ur: `اس میں ${why.most} سے زیادہ سطریں ہیں؛ اسے کئی فائلوں میں بانٹ دیں`,
      }
    case 'too-many-columns':
      return {
        en: `it has more than ${why.most} columns`,
        ur: `اس میں ${why.most} سے زیادہ کالم ہیں`,
      }
    default:
      return assertNever(why)
  }
}
