import { Refusal } from '../../contract/errors.ts'
import type { FitView, WhatIfView } from '../../contract/shortlist-contract.ts'
import type { Advice } from '../../core/discovery/advise.ts'
import type { Answer } from '../../core/discovery/answer.ts'
import type { OpportunityId, VariantId } from '../../core/ids.ts'
import type { Language } from '../../core/market/language.ts'
import type { Shortlist } from '../../core/shortlist/shortlist.ts'
import { standingChoice } from '../../core/shortlist/standing-choice.ts'
import type { WhatIf } from '../../core/shortlist/what-if.ts'
import { createAdviceThread } from './advice/advice-thread.ts'
import { createSharedTurns, createTurns } from './advice/turns.ts'
import { limitsInForce } from './limits-in-force.ts'
import type { Showroom } from './showroom.ts'

/** One for everybody: the same answers come to the same, whoever gives them and on whichever laptop. */
const oneSeed = 'northstar'

/**
 * What the answers of an opportunity come to. `advise` and `shortlist` take the answers as they stand when their turn
 * comes, and those who ask for the same while it waits get the same.
 */
export interface Adviser {
  /** Without a catalogue the conversation goes on; only the shortlist stays empty. */
  readonly advise: (opportunityId: OpportunityId, language: Language) => Promise<Advice>
  /** @throws Refusal NO_CATALOGUE */
  readonly shortlist: (opportunityId: OpportunityId, language: Language) => Promise<Shortlist>
  /** Of the answers as they stand at the call, for whoever calls alone. @throws Refusal NO_CATALOGUE */
  readonly shortlistToRecord: (opportunityId: OpportunityId, language: Language) => Promise<Shortlist>
  /** What would be shown with another budget or other priorities. @throws Refusal NO_CATALOGUE */
  readonly whatIf: (opportunityId: OpportunityId, language: Language, whatIf: WhatIf) => Promise<WhatIfView>
  /** What matters against what each of the vehicles gives of it. @throws Refusal NO_CATALOGUE */
  readonly fit: (
    opportunityId: OpportunityId,
    language: Language,
    variantIds: readonly VariantId[],
  ) => Promise<FitView>
  readonly close: () => Promise<void>
}

/**
 * Advises by the bank and the catalogue at hand. A belief is worked out in a worker thread, one at a time: an answer is
 * saved meanwhile.
 * @param deps.workerFile `advice-worker.ts`, or its bundle
 */
export function createAdviser(
  showroom: Pick<Showroom, 'db' | 'bank' | 'pack' | 'catalogue' | 'today'>,
  deps: { readonly workerFile: URL | string },
): Adviser {
  const { db, bank, pack } = showroom
  const thread = createAdviceThread({ ...deps, workerData: { bank, pack } })
  const turns = createTurns()
  const sharedAdvice = createSharedTurns<Advice>(turns)
  const sharedShortlist = createSharedTurns<Shortlist>(turns)

  const asked = (opportunityId: OpportunityId, language: Language) => {
    const { relaxed, overruled } = standingChoice(db.shortlists.choices(opportunityId))
    return {
      answers: db.answers.current(opportunityId).map(withWordsToQuote),
      seed: oneSeed,
      language,
      limits: [...limitsInForce(showroom)],
      relaxed,
      overruled: overruled && {
        order: [...overruled.order],
        reason: overruled.reason,
        by: db.consultants.get(overruled.authorId)?.name ?? '',
        at: overruled.at,
      },
    }
  }
  const catalogueAtHand = () => {
    const atHand = showroom.catalogue()
    if (!atHand) throw new Refusal('NO_CATALOGUE')
    return atHand.catalogue
  }
  const shortlistOf = (opportunityId: OpportunityId, language: Language) => {
    const catalogue = catalogueAtHand()
    const question = asked(opportunityId, language)
    return () => thread.shortlist(question, catalogue)
  }

  return {
    advise: (opportunityId, language) =>
      sharedAdvice(`${opportunityId} ${language}`, async () => {
        const talk = {
          openQuestionId: db.answers.openQuestion(opportunityId),
          skippedQuestionIds: db.talkPlaces.of(opportunityId).skippedQuestionIds,
        }
        const catalogue = showroom.catalogue()?.catalogue ?? null
        return thread.advise({ ...asked(opportunityId, language), talk }, catalogue)
      }),
    shortlist: (opportunityId, language) =>
      sharedShortlist(`${opportunityId} ${language}`, async () => shortlistOf(opportunityId, language)()),
    shortlistToRecord: async (opportunityId, language) => turns.take(shortlistOf(opportunityId, language)),
    whatIf: (opportunityId, language, whatIf) =>
      turns.take(async () => thread.whatIf({ ...asked(opportunityId, language), whatIf }, catalogueAtHand())),
    fit: (opportunityId, language, variantIds) =>
      turns.take(async () =>
        thread.fit({ ...asked(opportunityId, language), variantIds }, catalogueAtHand()),
      ),
    close: thread.close,
  }
}

/** What is answered in words alone argues for no vehicle, so no sentence quotes it and it need not leave this thread. */
const withWordsToQuote = (answer: Answer): Answer =>
  answer.value === null || answer.value.type === 'text' ? { ...answer, ownWords: '' } : answer
