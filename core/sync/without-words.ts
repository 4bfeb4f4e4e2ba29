import { assertNever } from '../assert-never.ts'
import { answerValueSchema } from '../discovery/answer.ts'
import { readBackFields } from '../discovery/kept-read-back.ts'
import { unmetNeedFields } from '../discovery/unmet-need.ts'
import { type MatchLine, type Shortlist, shortlistSchema } from '../shortlist/shortlist.ts'
import { overrulingSchema } from '../shortlist/shortlist-choice.ts'
import type { EntityFields } from './entities.ts'

/** Stands for a sentence that quoted the customer. */
const erasedSentence = '—'

/** A code of a bank or pack; anything else that stands for one might be words. */
const codePattern = /^[a-z0-9]+(-[a-z0-9]+)*$/
const erasedCode = 'erased'

/** A variant's id or an attribute's name. */
const subjectPattern = /^([a-z0-9-]+\/[a-z0-9-]+\/[a-z0-9-]+|[a-z][a-zA-Z0-9]*)$/

const emptyShortlist: Shortlist = shortlistSchema.parse({
  picks: [],
  considered: 0,
  removed: [],
  notKnownYet: [],
  catalogueVersion: '',
  bankVersion: '',
})

/** No coded answer tells by itself who gave it. */
export function codedOnly(value: unknown): EntityFields<'answer'>['value'] {
  const parsed = answerValueSchema.nullable().safeParse(value)
  if (!parsed.success) return null
  const { data } = parsed
  switch (data?.type) {
    case 'choices':
      return { ...data, codes: data.codes.map(code) }
    case 'graded': {
      const [one, other] = data.of
      return { ...data, of: [subject(one), subject(other)] }
    }
    case 'picked':
      return {
        ...data,
        of: data.of.map(subject),
        most: subject(data.most),
        least: data.least === null ? null : subject(data.least),
        ...(data.next && { next: data.next.map(subject) }),
      }
    case 'levelled':
      return { ...data, of: subject(data.of) }
    case 'number':
    case 'money-range':
    case 'text':
    case undefined:
      return data
    default:
      return assertNever(data)
  }
}

const subject = (text: string): string => (subjectPattern.test(text) ? text : erasedCode)

const codedTests = unmetNeedFields.shape.test
const noTest: EntityFields<'unmetNeed'>['test'] = { type: 'codes', codes: [] }

export function codedTest(value: unknown): EntityFields<'unmetNeed'>['test'] {
  const parsed = codedTests.safeParse(value)
  if (!parsed.success) return noTest
  return parsed.data.type === 'number' ? parsed.data : { ...parsed.data, codes: parsed.data.codes.map(code) }
}

const wants = unmetNeedFields.shape.together

export function codedWants(value: unknown): EntityFields<'unmetNeed'>['together'] {
  const parsed = wants.safeParse(value)
  if (!parsed.success) return []
  return parsed.data.map(({ attribute, test }) => ({ attribute: subject(attribute), test: codedTest(test) }))
}

const readBackLines = readBackFields.shape.lines

/** Which answers each line came from and whether it was corrected stay, so that what was agreed stays counted. */
export function withoutWords(value: unknown): EntityFields<'readBack'>['lines'] {
  const parsed = readBackLines.safeParse(value)
  if (!parsed.success) return [{ answerIds: [], text: erasedSentence, state: 'as-read', said: '' }]
  return parsed.data.map((line) => ({ ...line, text: erasedSentence, said: '' }))
}

const code = (text: string): string => (codePattern.test(text) ? text : erasedCode)

/** Vehicles, figures and which answer gave the reason stay; what the sentences quote does not. */
export function withoutSentences(value: unknown): Shortlist {
  const parsed = shortlistSchema.safeParse(value)
  if (!parsed.success) return emptyShortlist
  const unsaid = (line: MatchLine): MatchLine => ({ ...line, sentence: erasedSentence })
  return {
    ...parsed.data,
    picks: parsed.data.picks.map((pick) => ({
      ...pick,
      reasons: pick.reasons.map(unsaid),
      catch: unsaid(pick.catch),
      notes: pick.notes.map(unsaid),
    })),
    removed: parsed.data.removed.map((line) => ({ ...line, ruleKey: '', sentence: erasedSentence })),
    relaxed: [],
    nothingLeft: [],
    runnerUp: parsed.data.runnerUp && { ...parsed.data.runnerUp, whyNot: erasedSentence },
    wouldChange: parsed.data.wouldChange.map((line) => ({ ...line, sentence: erasedSentence })),
    overruled: parsed.data.overruled && { ...parsed.data.overruled, reason: erasedSentence },
  }
}

export function withoutReason(value: unknown): EntityFields<'shortlistChoice'>['overruled'] {
  const parsed = overrulingSchema.safeParse(value)
  return parsed.success ? { ...parsed.data, reason: erasedSentence } : null
}
