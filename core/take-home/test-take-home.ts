import fc from 'fast-check'
import { type VariantId, variantIdSchema } from '../ids.ts'
import type { TakeHomePage } from './take-home-page.ts'

const latin = 'the car that you said your mother has to get into'
const urdu = 'وہ گاڑی جس میں آپ نے کہا کہ آپ کی والدہ آسانی سے بیٹھ سکیں'

/** Words as people say them, with figures set off in them, up to so many letters. */
function anyWords(most: number): fc.Arbitrary<string> {
  return fc
    .array(fc.constantFrom(...latin.split(' '), ...urdu.split(' '), '\u20684,250,000\u2069', '👍'), {
      minLength: 1,
      maxLength: Math.max(1, Math.floor(most / 8)),
    })
    .map((words) => words.join(' ').slice(0, most))
}

const some = (most: number, max: number, min = 0) =>
  fc.array(anyWords(most), { minLength: min, maxLength: max })

/** Any page, with up to three vehicles, as long-winded as a page may be. */
export const anyPage: fc.Arbitrary<TakeHomePage> = fc
  .record({
    language: fc.constantFrom('en' as const, 'ur' as const),
    count: fc.integer({ min: 0, max: 3 }),
    forName: fc.option(anyWords(60)),
    readBack: fc.option(some(600, 30, 1)),
    reasons: some(300, 5, 1),
    itsCatch: anyWords(300),
    notCertain: fc.option(anyWords(300)),
    notes: some(300, 10, 1),
    promised: fc.option(some(300, 4, 1)),
    rows: fc.integer({ min: 1, max: 16 }),
  })
  .map((of) => pageOf(of))

interface PageParts {
  readonly language: 'en' | 'ur'
  readonly count: number
  readonly forName: string | null
  readonly readBack: string[] | null
  readonly reasons: string[]
  readonly itsCatch: string
  readonly notCertain: string | null
  readonly notes: string[]
  readonly promised: string[] | null
  readonly rows: number
}

function pageOf(of: PageParts): TakeHomePage {
  const ids = Array.from(
    { length: of.count },
    (_, at): VariantId => variantIdSchema.parse(`maker/model/${at}`),
  )
  return {
    language: of.language,
    title: of.language === 'ur' ? 'جو ہم نے مل کر دیکھا' : 'What we found together',
    store: 'Clifton Motors',
    day: 'Sunday 22 November 2026',
    forName: of.forName,
    readBack: of.readBack && { title: 'What you told us', lines: of.readBack, language: of.language },
    labels: { because: 'Why it fits', catch: 'The catch', priceLine: 'For what, and to whom', asOf: 'As of' },
    vehicles: ids.map((variantId, at) => ({
      variantId,
      name: `Maker Model ${at}`,
      variant: '1.5 CVT',
      body: 'sedan',
      price: 'Rs 4,250,000 (42.5 lakh)',
      priceFrom: 'as of 2026-07, the maker’s list',
      reasons: of.reasons,
      catch: of.itsCatch,
      notCertain: of.notCertain,
      available: 'Two in stock: white, silver.',
    })),
    price: {
      title: 'The price on the road, in Rs',
      columns: ids.map((variantId, at) => ({ variantId, name: `Maker Model ${at}` })),
      rows: Array.from({ length: of.rows }, (_, at) => ({
        key: String(at),
        name: 'Withholding tax (buyer not on the active taxpayer list)',
        payee: 'Federal Board of Revenue',
        cells: ids.map(() => '1,242,500 to 1,342,500 *†'),
        asOf: '2026-07',
        isTotal: at === of.rows - 1,
      })),
      notKnown: 'Not known yet, and in no total: Freight.',
      marks: ['* An estimate.', '† From a rate whose last day is over.'],
      notes: of.notes,
    },
    promised: of.promised && { title: 'What was written down for you', lines: of.promised },
    ask: { title: 'Who to ask', lines: ['Imran Sheikh at Clifton Motors.'] },
  }
}
