import type { z } from 'zod'
import type { ratesContract } from '../../../contract/rates-contract.ts'
import { attributes } from '../../../core/catalogue/attribute.ts'
import { figureAgeText } from '../../../core/catalogue/figure-age.ts'
import { attributeLabel, codeName, unitText } from '../../../core/catalogue/figure-text.ts'
import type { ChangeId, ConsultantId, RateEditId } from '../../../core/ids.ts'
import type { Language } from '../../../core/market/language.ts'
import type { MarketPack } from '../../../core/market/market-pack.ts'
import { type RateKind, rateGroups } from '../../../core/market/rate.ts'
import { type RateEdit, ratesWithEdits, type StoreRate } from '../../../core/market/rate-edits.ts'
import { rateStanding } from '../../../core/market/rate-in-force.ts'
import { rateUnitText, rateValueText } from '../../../core/market/rate-unit.ts'
import { rateAppliesText } from '../../../core/market/say-rate.ts'

type Listed = z.infer<NonNullable<(typeof ratesContract.rates.list)['~orpc']['outputSchema']>>
type Kind = Listed['groups'][number]['kinds'][number]
type View = NonNullable<Kind['lines'][number]['current']>

interface Rates {
  readonly pack: MarketPack
  readonly edits: readonly RateEdit[]
  readonly people: readonly { readonly id: ConsultantId; readonly name: string }[]
  readonly seenOf: (id: RateEditId) => Record<string, ChangeId>
  readonly today: string
}

/** Every rate of the market with what the store set, in words, as it stands today. */
export function listRates(rates: Rates, language: Language): Listed {
  const { pack, edits } = rates
  const all = ratesWithEdits(pack.rates, edits)
  const known = new Set(pack.rateKinds.map(({ code }) => code))
  // A rate that the store set and the market has no name for any more is shown under its code.
  const nameless = [...new Set(all.map(({ rate }) => rate))].filter((rate) => !known.has(rate))
  const kinds: readonly RateKind[] = [
    ...pack.rateKinds,
    ...nameless.map((code) => ({ code, group: 'rules' as const, name: { en: code, ur: code } })),
  ]
  return {
    groups: rateGroups
      .map((group) => ({
        group,
        kinds: kinds
          .filter((kind) => kind.group === group)
          .map(({ code, name, unit }) => ({
            code,
            name: name[language],
            unit: unit === undefined ? null : { code: unit, text: rateUnitText(unit, pack, language) },
            lines: linesOf(
              all.filter(({ rate }) => rate === code),
              rates,
              language,
            ),
          })),
      }))
      .filter((group) => group.kinds.length > 0),
    facts: factsOf(pack, language),
  }
}

function linesOf(rows: readonly StoreRate[], rates: Rates, language: Language): Kind['lines'] {
  return [...Map.groupBy(rows, ({ applies }) => applies)].map(([applies, ofThem]) => {
    const sorted = ofThem.toSorted((a, b) => (a.from < b.from ? 1 : -1))
    const standing = (wanted: ReturnType<typeof rateStanding>) =>
      sorted
        .filter((row) => rateStanding(row, ofThem, rates.today) === wanted)
        .map((row) => viewOf(row, rates, language))
    return {
      applies,
      appliesText: rateAppliesText(applies, rates.pack, language),
      current: standing('in-force')[0] ?? null,
      toCome: standing('to-come').toReversed(),
      ended: standing('ended'),
    }
  })
}

function viewOf(row: StoreRate, { pack, people, seenOf, today }: Rates, language: Language): View {
  const { value, unit, from, until, asOf, setBy } = row
  const shown = {
    value,
    unit: { code: unit, text: rateUnitText(unit, pack, language) },
    valueText: rateValueText(value, unit, pack, language),
    from,
    until,
    asOf,
    age: figureAgeText(asOf, today, language),
  }
  if (setBy === null) {
    const source = pack.rateSources.find(({ id }) => id === row.source)
    return {
      ...shown,
      source: source?.title ?? row.source,
      note: source?.note ?? '',
      status: source?.status ?? 'reported',
      setBy: null,
      replaced: null,
      seen: {},
    }
  }
  const { replaced } = row
  return {
    ...shown,
    source: row.source,
    note: '',
    status: 'set-here',
    setBy: people.find(({ id }) => id === setBy.authorId)?.name ?? null,
    replaced: replaced && {
      valueText: rateValueText(replaced.value, replaced.unit, pack, language),
      source: pack.rateSources.find(({ id }) => id === replaced.source)?.title ?? replaced.source,
    },
    seen: seenOf(setBy.id),
  }
}

function factsOf(pack: MarketPack, language: Language): Listed['facts'] {
  return [
    {
      kind: 'code',
      code: 'fuel',
      name: attributeLabel('fuel', language, pack),
      values: attributes.fuel.codes.map((code) => ({ code, name: codeName(code, language, pack) })),
    },
    {
      kind: 'number',
      code: 'engineCc',
      name: attributeLabel('engineCc', language, pack),
      unitText: unitText('engineCc', pack, language),
    },
    ...pack.rateFacts.map((fact) =>
      fact.kind === 'number'
        ? {
            kind: fact.kind,
            code: fact.code,
            name: fact.name[language],
            unitText: rateUnitText(fact.unit, pack, language),
          }
        : {
            kind: fact.kind,
            code: fact.code,
            name: fact.name[language],
            values: fact.values.map(({ code, name }) => ({ code, name: name[language] })),
          },
    ),
  ]
}
