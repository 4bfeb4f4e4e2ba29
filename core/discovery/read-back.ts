import type { AnswerId } from '../ids.ts'
import type { Answer } from './answer.ts'
import { type CurrentAnswer, currentAnswers } from './current-answers.ts'
import type { Question, QuestionBank, Topic } from './question-bank.ts'
import { templateOf } from './question-ref.ts'
import { type ReadBackGroup, readBackGroups } from './read-back-group.ts'
import { type ItemVoice, inSentence, readBackItem, readBackView } from './read-back-items.ts'
import { type BelievedPriority, prioritiesLine, type ReadBackLine } from './read-back-priorities.ts'
import { listBack, sayBack } from './read-back-sentences.ts'

interface ReadBackInput extends ItemVoice {
  readonly bank: QuestionBank
  readonly answers: Iterable<Answer>
  readonly priorities: readonly BelievedPriority[]
}

const mostLines = 8
/** A longer sentence is not followed by whoever hears it. */
const mostItems = 3

/**
 * "Have I understood you?": at most eight sentences in the order person, use, must and never, priorities, money, timing,
 * worries. Own words come first and are the last to be left out; where people differ it is said. Whatever the order of
 * the answers, the sentences are the same. None when nothing was said.
 */
export function readBack(input: ReadBackInput): readonly ReadBackLine[] {
  const given = [...input.answers]
  const parts = partsOf(input, given)
  const priorities = prioritiesLine(input, given)
  return fitted(new Map(readBackGroups.map((group) => [group, linesOf(input, group, parts, priorities)])))
}

/** A part of a sentence, or a sentence of its own. */
interface Part {
  readonly group: ReadBackGroup
  readonly type: 'item' | 'sentence'
  readonly hasOwnWords: boolean
  readonly text: string
  /** Where it is not the first of its sentence. */
  readonly nextText: string
  readonly answerIds: readonly AnswerId[]
}

/** In the order of the groups, within each in that of the bank. */
function partsOf(input: ReadBackInput, answers: readonly Answer[]): readonly Part[] {
  const byQuestion = Map.groupBy(currentAnswers(answers), ([questionId]) => templateOf(questionId))
  const found = input.bank.topics.flatMap((topic) =>
    topic.questions.flatMap((question) =>
      (byQuestion.get(question.id) ?? []).map(([, current]) => ({
        topic,
        question,
        current,
        group: groupOf(topic, question),
      })),
    ),
  )
  const quoted = new Set<string>()
  return found
    .toSorted((a, b) => readBackGroups.indexOf(a.group) - readBackGroups.indexOf(b.group))
    .flatMap((one) => partOf(input, one, quoted) ?? [])
}

interface Found {
  readonly topic: Topic
  readonly question: Question
  readonly current: CurrentAnswer
  readonly group: ReadBackGroup
}

/** @param quoted the own words that are said already: those of one remark stand behind several answers */
function partOf(
  input: ReadBackInput,
  { topic, question, current, group }: Found,
  quoted: Set<string>,
): Part | null {
  if (current.isDisputed) return disputeOf(input, topic, question, group, current)
  const { answer } = current
  const isTold = group === 'timing' || group === 'worries' || group === 'must'
  const isFixed = group === 'must' || group === 'money' || question.kind === 'number'
  const itemOf = (said: Answer) => readBackItem(question, said, input, { isFixed, isTold })
  const item = (quoted.has(answer.ownWords) ? itemOf({ ...answer, ownWords: '' }) : null) ?? itemOf(answer)
  if (item?.hasOwnWords) quoted.add(answer.ownWords)
  return item && { ...item, group, type: 'item', answerIds: [answer.id] }
}

/** Where the bank does not say: money with money, hard rules with the musts and nevers, the rest with the use. */
function groupOf(topic: Topic, question: Question): ReadBackGroup {
  if (topic.readBack !== undefined) return topic.readBack
  if (topic.money) return 'money'
  const isRule =
    'options' in question &&
    question.options.some(({ evidence }) => evidence.some(({ type }) => /^(require|exclude)/.test(type)))
  return isRule ? 'must' : 'use'
}

function disputeOf(
  input: ReadBackInput,
  topic: Topic,
  question: Question,
  group: ReadBackGroup,
  { bySpeaker }: CurrentAnswer,
): Part | null {
  const { language } = input
  const answered = [...bySpeaker].filter(([, { state }]) => state === 'answered')
  const views = answered.flatMap(([speaker, answer]) => {
    const view = readBackView(question, answer, input)
    return view === null ? [] : sayBack(speaker ?? 'party', language, { view })
  })
  if (views.length === 0) return null
  const text = sayBack('differ', language, {
    topic: inSentence(topic.name[language]),
    views: listBack(views, language, 'and'),
  })
  return {
    group,
    type: 'sentence',
    hasOwnWords: true,
    text,
    nextText: text,
    answerIds: answered.map(([, { id }]) => id),
  }
}

/** The sentences of a group, those that must not be left out first. */
function linesOf(
  { language }: ReadBackInput,
  group: ReadBackGroup,
  parts: readonly Part[],
  priorities: ReadBackLine | null,
): readonly ReadBackLine[] {
  if (group === 'priorities') return priorities === null ? [] : [priorities]
  const own = parts.filter((part) => part.group === group)
  const items = own.filter(({ type }) => type === 'item')
  const ordered = [...items.filter((item) => item.hasOwnWords), ...items.filter((item) => !item.hasOwnWords)]
  const lines: ReadBackLine[] = own.filter(({ type }) => type === 'sentence')
  for (let at = 0; at < ordered.length; at += mostItems) {
    const together = ordered.slice(at, at + mostItems)
    const list = listBack(
      together.map(({ text, nextText }, place) => (place === 0 ? text : nextText)),
      language,
      'and',
    )
    lines.push({
      answerIds: together.flatMap(({ answerIds }) => answerIds),
      text: sayBack(at === 0 ? group : 'also', language, { items: list }),
    })
  }
  return lines.map(({ answerIds, text }) => ({ answerIds, text }))
}

/**
 * One sentence of each group first; then, while there is room, more of those that decide most. In the groups' order, each
 * group's further sentences right after its first.
 */
function fitted(lines: ReadonlyMap<ReadBackGroup, readonly ReadBackLine[]>): readonly ReadBackLine[] {
  const taken = new Map<ReadBackGroup, number>()
  for (let round = 1; round <= mostLines; round += 1)
    for (const group of groupsWithMore) {
      const room = mostLines - [...taken.values()].reduce((sum, count) => sum + count, 0)
      if (room > 0 && (lines.get(group)?.length ?? 0) >= round) taken.set(group, round)
    }
  return readBackGroups.flatMap((group) => lines.get(group)?.slice(0, taken.get(group) ?? 0) ?? [])
}

const groupsWithMore: readonly ReadBackGroup[] = [
  'must',
  'money',
  'person',
  'worries',
  'timing',
  'priorities',
  'use',
]
