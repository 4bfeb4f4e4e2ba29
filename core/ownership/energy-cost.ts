import { attributeLabel, figureText } from '../catalogue/figure-text.ts'
import { toCanonical } from '../catalogue/units.ts'
import type { OwnWeek, WeekFact } from '../discovery/own-week.ts'
import type { CostInput, Span } from './cost-part.ts'
import type { OwnershipTerms } from './ownership-terms.ts'
import {
  type FoundFigure,
  type FoundRate,
  findFigure,
  findRate,
  type OwningAsked,
  owningMonths,
  owningYears,
  rateName,
} from './owning-asked.ts'
import type { Reckoned } from './reckoned.ts'
import { distanceText, shareText, weekInputs, weightText } from './say-week.ts'
import { say } from './sentences.ts'

const daysPerMonth = 365.25 / 12

/** A way to drive: what a kilometre costs in minor units, and how that is said. */
interface Way {
  readonly perKm: Span
  readonly inputs: readonly CostInput[]
}
type Lacking = { readonly missing: readonly string[] }

/**
 * What five years of the customer's own week take in fuel and electricity:
 *
 *     kilometres x (share in town / economy in town + the rest / economy on the open road) x (1 + load) x price of fuel
 *     kilometres x electricity used x price of electricity
 *
 * Where the catalogue has one economy for both, that one counts. A plug-in hybrid drives its electric range each day on
 * electricity and what is beyond on fuel. More kilometres never cost less.
 */
export function energyCost(asked: OwningAsked, terms: OwnershipTerms): Reckoned {
  const { week, variant, language, pack } = asked
  if (week === null) return { type: 'not-known', missing: [say('kmAMonth', language)], inputs: [] }
  const fuel = variant.figures.fuel
  const codes = fuel?.type === 'code' ? fuel.codes : []
  const kinds = new Set(
    codes.map((code) => (code === 'electric' || code === 'plug-in-hybrid' ? code : 'fuel')),
  )
  const [kind] = kinds
  if (kind === undefined || kinds.size > 1)
    return {
      type: 'not-known',
      missing: [attributeLabel('fuel', language, pack)],
      inputs: weekInputs(week, asked, ['kmAMonth']),
    }
  switch (kind) {
    case 'electric':
      return onElectricity(asked, terms, week)
    case 'plug-in-hybrid':
      return week.homeCharging.value < 0.5 ? onFuel(asked, terms, week, true) : onBoth(asked, terms, week)
    default:
      return onFuel(asked, terms, week, false)
  }
}

function onFuel(asked: OwningAsked, terms: OwnershipTerms, week: OwnWeek, isNeverCharged: boolean): Reckoned {
  const { language } = asked
  const way = fuelWay(asked, terms, week)
  if ('missing' in way) return lacking(way, week, asked)
  const km = week.kmAMonth.value * owningMonths
  const distance = distanceText(km, asked)
  const years = String(owningYears)
  const price = way.price.text
  const main =
    way.town === null
      ? say('byFuel', language, { distance, years, economy: way.economy.text, price })
      : say('byFuelTownAndHighway', language, {
          distance,
          years,
          share: shareText(week.cityShare.value, language),
          town: way.town.text,
          highway: way.economy.text,
          price,
        })
  const rest = `${main}${way.town === null ? say('oneFigure', language) : ''}${loadSentence(asked, week)}`
  return {
    type: 'known',
    amount: times(way.perKm, km),
    formula: isNeverCharged ? say('neverCharged', language, { rest }) : rest,
    inputs: [
      ...way.inputs,
      ...weekInputs(week, asked, [
        'kmAMonth',
        ...(way.town === null ? [] : (['cityShare'] as const)),
        ...loadFact(week),
        ...(isNeverCharged ? (['homeCharging'] as const) : []),
      ]),
    ],
  }
}

function onElectricity(asked: OwningAsked, terms: OwnershipTerms, week: OwnWeek): Reckoned {
  const { language } = asked
  const way = electricWay(asked, terms)
  const isAway = week.homeCharging.value < 0.5
  if ('missing' in way || isAway) {
    const missing = 'missing' in way ? way.missing : []
    return lacking({ missing: [...missing, ...(isAway ? [say('whereCharged', language)] : [])] }, week, asked)
  }
  const km = week.kmAMonth.value * owningMonths
  return {
    type: 'known',
    amount: times(way.perKm, km),
    formula: say('byElectricity', language, {
      distance: distanceText(km, asked),
      years: String(owningYears),
      use: way.use.text,
      price: way.price.text,
    }),
    inputs: [...way.inputs, ...weekInputs(week, asked, ['kmAMonth', 'homeCharging'])],
  }
}

function onBoth(asked: OwningAsked, terms: OwnershipTerms, week: OwnWeek): Reckoned {
  const { language, pack } = asked
  const fuel = fuelWay(asked, terms, week)
  const electric = electricWay(asked, terms)
  const range = findFigure(asked, 'electricRangeKm')
  if ('missing' in fuel || 'missing' in electric || range === null)
    return lacking(
      {
        missing: [
          ...('missing' in fuel ? fuel.missing : []),
          ...('missing' in electric ? electric.missing : []),
          ...(range === null ? [attributeLabel('electricRangeKm', language, pack)] : []),
        ],
      },
      week,
      asked,
    )
  const km = week.kmAMonth.value * owningMonths
  const days = owningMonths * daysPerMonth
  // What a kilometre costs either way decides at which end of the range it is cheapest: all corners are looked at.
  const costs = [range.least, range.most].flatMap((rangeKm) => {
    const onPower = Math.min(km, rangeKm * days)
    return [electric.perKm.least, electric.perKm.most].flatMap((power) =>
      [fuel.perKm.least, fuel.perKm.most].map((litres) => onPower * power + (km - onPower) * litres),
    )
  })
  const main = say('byBoth', language, {
    range: range.text,
    use: electric.use.text,
    price: electric.price.text,
    economy:
      fuel.town === null
        ? fuel.economy.text
        : say('townAndHighway', language, { town: fuel.town.text, highway: fuel.economy.text }),
    fuelPrice: fuel.price.text,
  })
  return {
    type: 'known',
    amount: { least: Math.min(...costs), most: Math.max(...costs) },
    formula: `${main}${loadSentence(asked, week)}`,
    inputs: [
      range.input,
      ...electric.inputs,
      ...fuel.inputs,
      ...weekInputs(week, asked, ['kmAMonth', 'homeCharging', ...loadFact(week)]),
    ],
  }
}

/** `economy` is that on the open road where `town` is known, and the one figure for both where it is not. */
interface FuelWay extends Way {
  readonly economy: FoundFigure
  readonly town: FoundFigure | null
  readonly price: FoundRate
}

function fuelWay(asked: OwningAsked, terms: OwnershipTerms, week: OwnWeek): FuelWay | Lacking {
  const { language, pack } = asked
  const price = findRate(asked, terms.fuelPrice)
  const perLitre = price && priceOf(price, 'l', asked)
  const [both, town, highway] = [
    findFigure(asked, 'consumptionKmPerLitre'),
    findFigure(asked, 'consumptionCityKmPerLitre'),
    findFigure(asked, 'consumptionHighwayKmPerLitre'),
  ]
  const isParted = town !== null && highway !== null
  const economy = isParted ? highway : both
  if (price === null || perLitre === null || economy === null)
    return {
      missing: [
        ...(economy === null ? [attributeLabel('consumptionKmPerLitre', language, pack)] : []),
        ...(perLitre === null ? [rateName(asked, terms.fuelPrice)] : []),
      ],
    }
  const share = week.cityShare.value
  const litres = (end: 'least' | 'most') =>
    isParted ? share / town[end] + (1 - share) / highway[end] : 1 / economy[end]
  const load = 1 + loadPercent(week) / 100
  return {
    // The more kilometres on a litre, the less a kilometre costs.
    perKm: { least: litres('most') * load * perLitre.least, most: litres('least') * load * perLitre.most },
    economy,
    town: isParted ? town : null,
    price,
    inputs: [...(isParted ? [town.input] : []), economy.input, ...price.inputs, ...loadInput(asked, week)],
  }
}

interface ElectricWay extends Way {
  readonly use: Pick<FoundFigure, 'least' | 'most' | 'text'> & { readonly inputs: readonly CostInput[] }
  readonly price: FoundRate
}

function electricWay(asked: OwningAsked, terms: OwnershipTerms): ElectricWay | Lacking {
  const { language, pack } = asked
  const use = electricityUsed(asked)
  const price = findRate(asked, terms.electricityPrice)
  const perKwh = price && priceOf(price, 'kWh', asked)
  if (use === null || price === null || perKwh === null)
    return {
      missing: [
        ...(use === null ? [attributeLabel('consumptionKwhPer100Km', language, pack)] : []),
        ...(perKwh === null ? [rateName(asked, terms.electricityPrice)] : []),
      ],
    }
  return {
    perKm: { least: (use.least / 100) * perKwh.least, most: (use.most / 100) * perKwh.most },
    use,
    price,
    inputs: [...use.inputs, ...price.inputs],
  }
}

/** What the catalogue says of the electricity used, else the battery over the range: what charging loses comes on top. */
function electricityUsed(asked: OwningAsked): ElectricWay['use'] | null {
  const { pack, language } = asked
  const said = findFigure(asked, 'consumptionKwhPer100Km')
  if (said !== null) return { ...said, inputs: [said.input] }
  const battery = findFigure(asked, 'batteryKwh')
  const range = findFigure(asked, 'electricRangeKm')
  if (battery === null || range === null) return null
  const [least, most] = [(100 * battery.least) / range.most, (100 * battery.most) / range.least]
  const figure = { type: 'number', min: least, max: most, source: '', asOf: '' } as const
  const text = figureText('consumptionKwhPer100Km', figure, pack, language)
  return {
    least,
    most,
    text: say('batteryOverRange', language, { text, battery: battery.text, range: range.text }),
    inputs: [battery.input, range.input],
  }
}

/** Minor units for a litre or a kWh; `null` where the rate is for something else. */
function priceOf({ least, most, unit }: FoundRate, of: 'l' | 'kWh', { pack }: OwningAsked): Span | null {
  const { code, minorDigits } = pack.currency
  const per = (['l', 'gal-us', 'gal-uk', 'kWh'] as const).find((known) => unit === `${code}/${known}`)
  if (per === undefined || (per === 'kWh') !== (of === 'kWh')) return null
  const minorPer = 10 ** minorDigits / toCanonical({ min: 1, max: 1 }, per).min
  return { least: least * minorPer, most: most * minorPer }
}

function loadPercent({ rules, loadKg }: OwnWeek): number {
  return loadKg.value * (rules.load?.percentPerKg ?? 0)
}

/** Where it is from that what is carried takes fuel, where anything is carried. */
function loadInput(asked: OwningAsked, week: OwnWeek): readonly CostInput[] {
  const { load } = week.rules
  if (load === null || loadPercent(week) === 0) return []
  const { language } = asked
  return [
    {
      name: say('loadCost', language),
      text: say('forWeight', language, {
        percent: shareText(load.percentPerKg, language, 1),
        weight: weightText(100, asked),
      }),
      source: load.source,
      asOf: load.asOf,
      isOld: false,
      isAssumed: false,
    },
  ]
}

function loadSentence(asked: OwningAsked, week: OwnWeek): string {
  const percent = loadPercent(week)
  if (percent === 0) return ''
  const { language } = asked
  return say('byLoad', language, {
    percent: shareText(percent / 100, language, 1),
    load: weightText(week.loadKg.value, asked),
  })
}

function times({ least, most }: Span, km: number): Span {
  return { least: least * km, most: most * km }
}

function lacking({ missing }: Lacking, week: OwnWeek, asked: OwningAsked): Reckoned {
  return { type: 'not-known', missing, inputs: weekInputs(week, asked, ['kmAMonth']) }
}

/** What is carried, where it costs anything. */
function loadFact(week: OwnWeek): readonly WeekFact[] {
  return loadPercent(week) === 0 ? [] : ['loadKg']
}
