import type { Language } from './market/language.ts'

/** A clock is set right by moments all the time. */
const toleratedMs = 2 * 60_000
const dayMs = 24 * 60 * 60_000

/**
 * Says what speaks against the laptop's clock, `null` when nothing does. It can only compare with what this laptop
 * recorded, so it doubts and never refuses. Instants are UTC milliseconds.
 * @param newestEventAt the latest time of anything recorded on this laptop, `null` when nothing was
 */
export function clockDoubt({
  now,
  newestEventAt,
  hasOpenVisit,
  timeZone,
  language,
}: {
  readonly now: number
  readonly newestEventAt: number | null
  readonly hasOpenVisit: () => boolean
  readonly timeZone: string
  readonly language: Language
}): string | null {
  if (newestEventAt === null) return null
  const date = (ms: number) =>
    new Intl.DateTimeFormat(language === 'ur' ? 'ur-PK-u-nu-latn' : 'en-GB', {
      timeZone,
      calendar: 'gregory',
      day: 'numeric',
      month: 'long',
      year: 'numeric',
    }).format(ms)
  if (now < newestEventAt - toleratedMs) {
    const isSameDay = date(now) === date(newestEventAt)
    return sentences[language].before(
      isSameDay ? `${date(now)}${timeOf(now, timeZone, language)}` : date(now),
    )
  }
  if (now > newestEventAt + dayMs && hasOpenVisit()) return sentences[language].after(date(now))
  return null
}

function timeOf(ms: number, timeZone: string, language: Language): string {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  })
  return language === 'ur' ? `، \u2066${format.format(ms)}\u2069` : `, ${format.format(ms)}`
}

const sentences = {
  en: {
    before: (date: string) =>
      `This laptop’s clock says ${date}, before what is already recorded. Check the date before the next visit.`,
    after: (date: string) =>
      `This laptop’s clock says ${date}, more than a day after anything recorded on it, and a visit is still open. If the date is right, end that visit; if not, set it before the next one.`,
  },
  ur: {
    before: (date: string) =>
      `اس لیپ ٹاپ کی گھڑی ${date} بتاتی ہے، جو پہلے سے درج باتوں سے پہلے ہے۔ اگلی ملاقات سے پہلے تاریخ دیکھ لیں۔`,
    after: (date: string) =>
      `اس لیپ ٹاپ کی گھڑی ${date} بتاتی ہے، جو یہاں کے آخری اندراج سے ایک دن سے بھی زیادہ بعد ہے، اور ایک ملاقات ابھی جاری ہے۔ تاریخ درست ہو تو وہ ملاقات ختم کریں؛ نہ ہو تو اگلی ملاقات سے پہلے تاریخ ٹھیک کریں۔`,
  },
} as const
