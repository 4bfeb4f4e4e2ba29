import type { OpportunityId, VisitId } from '../../core/ids.ts'
import type { Language } from '../../core/market/language.ts'
import type { Shortlist } from '../../core/shortlist/shortlist.ts'
import { newId } from '../../electron/doors.ts'
import type { Showroom } from './showroom-line.ts'
import type { Say } from './tell.ts'

/**
 * Says what the first of a shortlist comes to on the road, line by line, for each side of what the customer did not say,
 * and how it can be paid for; then makes a quote of the first side.
 */
export async function showPrice(
  { showroom, say }: { readonly showroom: Showroom; readonly say: Say },
  of: {
    readonly opportunityId: OpportunityId
    readonly visitId: VisitId
    readonly shortlist: Shortlist
    readonly language: Language
  },
): Promise<void> {
  const { opportunityId, visitId, shortlist, language } = of
  const pick = shortlist.picks.find(({ price }) => price !== null)
  if (!pick) return
  const { variantId } = pick
  const { sides } = await showroom.pricing.onRoad({ opportunityId, variantId, language })
  const [first] = sides
  if (!first) return
  const { price } = first
  say('')
  say(`  ${words.whole[language]} ${price.name}, ${price.dayText}`)
  const amounts = (of: (side: (typeof sides)[number]) => string | undefined) =>
    sides.map((side) => of(side) ?? '–').join(' | ')
  if (sides.length > 1) say(`     ${amounts(({ label }) => label ?? undefined)}`)
  for (const { code, name, payee, basisText, asOfText, sourceText, isOld, note } of price.lines) {
    const amount = amounts((side) => side.price.lines.find((line) => line.code === code)?.amountText)
    const whence = [payee, basisText, asOfText, sourceText].filter((text) => text !== null)
    say(`     ${name}: ${amount} (${whence.join(' · ')})${isOld ? ` ! ${note}` : ''}`)
  }
  say(`     = ${amounts((side) => side.price.totalText)}`)
  if (price.notKnownText !== null) say(`     … ${price.notKnownText}`)
  for (const { sentence } of price.notes) say(`     ! ${sentence}`)

  const asked = { downPaymentMinor: null, months: null, ratePercentPerYear: {} }
  const { offers } = await showroom.pricing.finance({ opportunityId, variantId, language, ...asked })
  for (const offer of offers)
    say(
      `     ${offer.name}: ${offer.upFrontText ?? '–'}${offer.setAside === null ? '' : ` × ${offer.setAside}`}${
        offer.isCash ? '' : `; ${offer.monthsText}, ${offer.monthlyText ?? offer.rateText}`
      }`,
    )
  const { facts } = first
  const quote = { quoteId: newId(), visitId, variantId, language, facts, finance: null }
  const { view } = await showroom.pricing.quote(quote)
  say(`  ✓ ${words.quoted[language]} ${view.totalText}${view.label === null ? '' : ` (${view.label})`}`)
}

const words = {
  whole: { en: 'With everything in it:', ur: 'سب کچھ ملا کر:' },
  quoted: { en: 'Quoted:', ur: 'کوٹیشن:' },
} as const satisfies Readonly<Record<string, Readonly<Record<Language, string>>>>
