import { Refusal } from '../../contract/errors.ts'
import type { Advice } from '../../core/discovery/advise.ts'
import type { Answer } from '../../core/discovery/answer.ts'
import type { OpportunityId } from '../../core/ids.ts'
import type { Language } from '../../core/market/language.ts'
import type { Shortlist } from '../../core/shortlist/shortlist.ts'
import { createAdviceThread } from './advice/advice-thread.ts'
import { createSharedTurns, createTurns } from './advice/turns.ts'
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
  readonly close: () => Promise<void>
}

/**
 * Advises by the bank and the catalogue at hand. A belief is worked out in a worker thread, one at a time: an answer is
 * saved meanwhile.
 * @param deps.workerFile `advice-worker.ts`, or its bundle
 */
export function createAdviser(
  showroom: Pick<Showroom, 'db' | 'bank' | 'pack' | 'catalogue'>,
  deps: { readonly workerFile: URL | string },
): Adviser {
  const { db, bank, pack } = showroom
  const thread = createAdviceThread({ ...deps, workerData: { bank, pack } })
  const turns = createTurns()
  const sharedAdvice = createSharedTurns<Advice>(turns)
  const sharedShortlist = createSharedTurns<Shortlist>(turns)

  const asked = (opportunityId: OpportunityId, language: Language) => ({
    answers: db.answers.current(opportunityId).map(withWordsToQuote),
    seed: oneSeed,
    language,
  })
  const shortlistOf = (opportunityId: OpportunityId, language: Language) => {
    const atHand = showroom.catalogue()
    if (!atHand) throw new Refusal('NO_CATALOGUE')
    const question = asked(opportunityId, language)
    return () => thread.shortlist(question, atHand.catalogue)
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
    close: thread.close,
  }
}

/** What is answered in words alone argues for no vehicle, so no sentence quotes it and it need not leave this thread. */
const withWordsToQuote = (answer: Answer): Answer =>
  answer.value === null || answer.value.type === 'text' ? { ...answer, ownWords: '' } : answer
