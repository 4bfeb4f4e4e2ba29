import { Refusal } from '../../../contract/errors.ts'
import { preferencesOf } from '../../../core/discovery/preferences.ts'
import { subjectsOf } from '../../../core/discovery/question-ref.ts'
import type { OpportunityId, VariantId, VisitId } from '../../../core/ids.ts'
import type { Language } from '../../../core/market/language.ts'
import { ruleKeysIn } from '../../../core/shortlist/rule-key.ts'
import type { Shortlist } from '../../../core/shortlist/shortlist.ts'
import type { ShortlistChoice } from '../../../core/shortlist/shortlist-choice.ts'
import { shownBefore } from '../../../core/shortlist/shown-before.ts'
import { sinceKept } from '../../../core/shortlist/since.ts'
import { type StandingChoice, standingChoice } from '../../../core/shortlist/standing-choice.ts'
import type { Adviser } from '../adviser.ts'
import type { Implementer } from '../contract-implementer.ts'
import { limitsInForce } from '../limits-in-force.ts'
import type { Showroom } from '../showroom.ts'
import { createStockAvailability } from '../stock-availability.ts'
import { createStockClaims } from '../stock-claims.ts'
import { alreadyMade } from './already-made.ts'

/** The shortlist: as it is, as it would be, what is chosen of it, and what is kept of it. */
export function createShortlistHandlers(contract: Implementer, showroom: Showroom, adviser: Adviser) {
  const { db, clock, pack, bank } = showroom
  const availability = createStockAvailability(showroom, createStockClaims(showroom))
  const see = (opportunityId: OpportunityId) => {
    if (!db.visits.opportunityIsThere(opportunityId)) throw new Refusal('NOT_FOUND')
    seen(opportunityId)
  }
  const seen = (opportunityId: OpportunityId) =>
    showroom.seen(db.visits.customerOfOpportunity(opportunityId), { what: 'shortlist', opportunityId })

  /** With what this store knows of its vehicles: what it can deliver, and what changed since they were last shown. */
  const withStore = (shortlist: Shortlist, opportunityId: OpportunityId, language: Language) => {
    const voice = { pack, language }
    const kept = db.shortlists.keptEarlier(opportunityId)
    const quotes = db.quotes.ofEarlierVisits(opportunityId).map(({ content }) => content)
    const before = shownBefore({ kept, quotes }, voice)
    const ids = new Set<VariantId>([...shortlist.picks, ...before].map(({ variantId }) => variantId))
    const stock = availability([...ids], opportunityId, language)
    const prepared = showroom.catalogue()?.prepared
    const picks = shortlist.picks.map((pick) => ({
      ...pick,
      stock: stock.get(pick.variantId)?.when ?? null,
    }))
    const since = prepared ? [...sinceKept(before, prepared, stock, voice)] : []
    const shown = picks.flatMap(({ variantId }) => {
      const said = stock.get(variantId)
      return said ? [[variantId, said] as const] : []
    })
    return { shortlist: { ...shortlist, picks, since }, availability: Object.fromEntries(shown) }
  }

  /** Says what stands from now on: what stood, and what is changed of it. */
  const choose = (
    choiceId: string,
    visitId: VisitId,
    changed: (
      standing: StandingChoice,
      opportunityId: OpportunityId,
    ) => Partial<Pick<ShortlistChoice, 'relaxed' | 'overruled'>>,
  ) => {
    const made = alreadyMade(db.tables, 'shortlistChoice', choiceId, { visitId })
    if (made) return { savedAt: made.occurredAt }
    const opportunityId = showroom.opportunityOf(visitId)
    const authorId = showroom.author()
    const occurredAt = clock()
    const standing = standingChoice(db.shortlists.choices(opportunityId))
    const { overruled } = standing
    const fields = {
      opportunityId,
      visitId,
      followsIds: [...standing.headIds],
      relaxed: [...standing.relaxed],
      overruled: overruled && { order: [...overruled.order], reason: overruled.reason },
      authorId,
      occurredAt,
      businessDay: showroom.businessDayIn(visitId, occurredAt),
      ...changed(standing, opportunityId),
    }
    showroom.write({
      visitId,
      occurredAt,
      edits: [{ entity: 'shortlistChoice', rowId: choiceId, fields }],
    })
    return { savedAt: occurredAt }
  }

  return {
    shortlist: {
      get: contract.shortlist.get.handler(async ({ input: { opportunityId, language } }) => {
        see(opportunityId)
        const shortlist = await adviser.shortlist(opportunityId, language)
        const known = withStore(shortlist, opportunityId, language)
        return {
          ...known.shortlist,
          availability: known.availability,
          isCompared: db.answers
            .current(opportunityId)
            .some(({ state, questionId }) => state === 'answered' && subjectsOf(questionId).length > 0),
        }
      }),
      whatIf: contract.shortlist.whatIf.handler(async ({ input: { opportunityId, language, whatIf } }) => {
        see(opportunityId)
        return adviser.whatIf(opportunityId, language, whatIf)
      }),
      fit: contract.shortlist.fit.handler(async ({ input: { opportunityId, language, variantIds } }) => {
        see(opportunityId)
        return adviser.fit(opportunityId, language, variantIds)
      }),
      relax: contract.shortlist.relax.handler(({ input: { choiceId, visitId, ruleKey, relaxed } }) =>
        choose(choiceId, visitId, (standing, opportunityId) => {
          const others = standing.relaxed.filter((key) => key !== ruleKey)
          if (!relaxed) return { relaxed: others }
          const said = ruleKeysIn(
            preferencesOf(bank, db.answers.current(opportunityId), limitsInForce(showroom)),
          )
          if (!said.has(ruleKey)) throw new Refusal('NOT_FOUND')
          // What is no longer said is relaxed no more.
          return { relaxed: [...others.filter((key) => said.has(key)), ruleKey] }
        }),
      ),
      overrule: contract.shortlist.overrule.handler(({ input: { choiceId, visitId, order, reason } }) =>
        choose(choiceId, visitId, () => {
          const known = new Set(showroom.catalogue()?.catalogue.variants.map(({ id }) => id))
          if (new Set(order).size !== order.length || !order.every((id) => known.has(id)))
            throw new Refusal('NOT_FOUND')
          return { overruled: { order, reason } }
        }),
      ),
      followBelief: contract.shortlist.followBelief.handler(({ input: { choiceId, visitId } }) =>
        choose(choiceId, visitId, () => ({ overruled: null })),
      ),
      record: contract.shortlist.record.handler(async ({ input }) => {
        const { shortlistId, visitId, language } = input
        const sooner = () => {
          const made = alreadyMade(db.tables, 'shortlist', shortlistId, { visitId, language })
          if (made) seen(made.opportunityId)
          return made && { shortlistId, recordedAt: made.occurredAt, shortlist: made.content }
        }
        const recorded = sooner()
        if (recorded) return recorded
        const authorId = showroom.author()
        const opportunityId = showroom.opportunityOf(visitId)
        seen(opportunityId)
        // Recorded as of now, also where the visit ends or another signs in before it is worked out.
        const occurredAt = clock()
        const worked = await adviser.shortlistToRecord(opportunityId, language)
        const meanwhile = sooner()
        if (meanwhile) return meanwhile
        const { shortlist: content } = withStore(worked, opportunityId, language)
        showroom.write({
          visitId,
          authorId,
          occurredAt,
          edits: [
            {
              entity: 'shortlist',
              rowId: shortlistId,
              fields: {
                opportunityId,
                visitId,
                authorId,
                occurredAt,
                businessDay: showroom.businessDayIn(visitId, occurredAt),
                language,
                content,
              },
            },
          ],
        })
        return { shortlistId, recordedAt: occurredAt, shortlist: content }
      }),
    },
  }
}
