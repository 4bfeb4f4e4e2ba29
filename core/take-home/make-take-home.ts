import type { KeptReadBack } from '../discovery/kept-read-back.ts'
import type { VariantId } from '../ids.ts'
import type { BusinessDay } from '../market/business-day.ts'
import { isolate } from '../market/isolate.ts'
import { onRoadWord } from '../market/on-road-word.ts'
import { dayText } from '../reports/day-text.ts'
import { leftUncertain } from '../shortlist/left-uncertain.ts'
import { embed } from '../shortlist/sentences.ts'
import type { Pick as ShortlistPick } from '../shortlist/shortlist.ts'
import { type PricedSide, priceTable } from './price-table.ts'
import { type PromisedAsked, promisedLines } from './promised.ts'
import type { TakeHomePage } from './take-home-page.ts'
import { sayTakeHome, type TakeHomeSentence } from './take-home-words.ts'

/** All that the page may be made of, and nothing else of the store's data. */
export interface TakeHomeAsked extends PromisedAsked {
  readonly storeName: string
  readonly today: BusinessDay
  /** Only with consent: see `nameOnPaper`. */
  readonly forName: string | null
  /** The latest that was agreed, `null` where none was. */
  readonly readBack: Pick<KeptReadBack, 'language' | 'lines'> | null
  readonly picks: readonly ShortlistPick[]
  /** What the store can deliver, in words. */
  readonly availableOf: (variantId: VariantId) => string | null
  readonly sidesOf: (variantId: VariantId) => readonly PricedSide[]
  /** What is to be known of a vehicle's price beside the table, in words. */
  readonly priceNotesOf: (variantId: VariantId) => readonly string[]
  /** Whoever serves the customer, `null` where nobody is known. */
  readonly consultantName: string | null
}

/** The page that the customer takes home, in one language. */
export function makeTakeHome(asked: TakeHomeAsked): TakeHomePage {
  const { language, market, storeName, today, forName, readBack, picks, consultantName } = asked
  const say = (name: TakeHomeSentence, words: Readonly<Record<string, string>> = {}) =>
    sayTakeHome(name, language, words)
  const set = (text: string) => embed(text, language)
  const day = dayText(today, market.locales[language])
  const promised = promisedLines(asked)
  return {
    language,
    title: say('title'),
    store: storeName,
    day,
    forName: forName === null ? null : say('forName', { name: set(forName) }),
    readBack: readBack && {
      title: say('readBack'),
      language: readBack.language,
      lines: readBack.lines.map(({ text, state, said }) =>
        state === 'corrected' && said.trim() !== ''
          ? sayTakeHome('readBackAsSaid', readBack.language, {
              line: text,
              said: embed(said, readBack.language),
            })
          : text,
      ),
    },
    labels: {
      because: say('because'),
      catch: say('catch'),
      priceLine: say('priceLine'),
      asOf: say('asOf'),
    },
    vehicles: picks.map((pick) => ({
      variantId: pick.variantId,
      name: `${pick.brand} ${pick.model}`,
      variant: pick.name,
      body: pick.body,
      price: pick.price?.text ?? say('noPrice'),
      priceFrom:
        pick.price && say('priceFrom', { asOf: set(pick.price.asOf), source: set(pick.price.source) }),
      reasons: pick.reasons.length === 0 ? [say('noReason')] : pick.reasons.map(({ sentence }) => sentence),
      catch: pick.catch.sentence,
      notCertain:
        leftUncertain(pick).length === 0
          ? null
          : say('notCertain', { list: leftUncertain(pick).join(say('listComma')) }),
      available: asked.availableOf(pick.variantId),
    })),
    price: priceOf(asked, day),
    promised: promised.length === 0 ? null : { title: say('promised'), lines: [...promised] },
    ask: {
      title: say('ask'),
      lines: [
        consultantName === null
          ? say('askStore', { store: set(storeName) })
          : say('askPerson', { person: set(consultantName), store: set(storeName) }),
      ],
    },
  }
}

function priceOf(asked: TakeHomeAsked, day: string): TakeHomePage['price'] {
  const { language, market, picks } = asked
  const priced = picks
    .map((pick) => ({ pick, sides: asked.sidesOf(pick.variantId) }))
    .filter(({ sides }) => sides.length > 0)
  if (priced.length === 0) return null
  const table = priceTable(
    priced.map(({ sides }) => sides),
    market,
    language,
  )
  const comma = sayTakeHome('listComma', language)
  return {
    title: sayTakeHome('priceTitle', language, {
      onRoad: onRoadWord(market, language),
      currency: market.currency.symbol[language],
    }),
    columns: priced.map(({ pick }) => ({
      variantId: pick.variantId,
      name: `${pick.brand} ${pick.model}`,
    })),
    rows: [...table.rows],
    notKnown:
      table.notKnown.length > 0
        ? sayTakeHome('notKnown', language, { list: table.notKnown.join(comma) })
        : null,
    marks: [
      ...(table.hasEstimate ? [sayTakeHome('markEstimate', language)] : []),
      ...(table.hasOld ? [sayTakeHome('markOld', language)] : []),
    ],
    notes: [...notesOf(asked), sayTakeHome('notAnOffer', language, { day: isolate(day, language) })],
  }
}

/** What is to be known of every price once, and of some of them with the names of those. */
function notesOf({ picks, priceNotesOf, language }: TakeHomeAsked): readonly string[] {
  const namesByNote = new Map<string, string[]>()
  for (const { variantId, model } of picks)
    for (const note of new Set(priceNotesOf(variantId)))
      namesByNote.set(note, [...(namesByNote.get(note) ?? []), model])
  return [...namesByNote]
    .toSorted(([, a], [, b]) => b.length - a.length)
    .map(([note, names]) =>
      names.length === picks.length
        ? note
        : sayTakeHome('noteOf', language, {
            vehicles: names.map((name) => embed(name, language)).join(sayTakeHome('listComma', language)),
            note,
          }),
    )
}
