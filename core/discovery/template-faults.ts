import type { Wording } from '../market/language.ts'
import type { BankFault } from './bank-faults.ts'
import type { Question } from './question-bank.ts'
import { subjectCount, type TemplateQuestion } from './template.ts'

const subjectNames = ['a', 'b', 'c', 'd'] as const

/**
 * What is wrong with a question that is asked about other subjects each time.
 * @param worded how many attributes the bank has words for
 */
export function templateFaults(template: TemplateQuestion, worded: number): readonly BankFault[] {
  const subjects = subjectCount(template)
  return [
    ...(['en', 'ur'] as const).flatMap((language) => placeFaults(template.ask, language, subjects)),
    ...(template.about === 'attributes' && worded < subjects
      ? [
          {
            path: ['about'],
            wrong: `it is about ${subjects} attributes, and ${worded} have attributeWords`,
            todo: 'word more attributes in the bank’s attributeWords, or take the question out',
          },
        ]
      : []),
    ...(template.kind === 'level' ? levelFaults(template) : []),
  ]
}

/** Each subject has its one place in the wording, and there is a place for nothing else. */
function placeFaults(ask: Wording, language: keyof Wording, subjects: number): readonly BankFault[] {
  const places = ask[language].match(/\{[^}]*\}/g) ?? []
  const wanted = subjectNames.slice(0, subjects).map((name) => `{${name}}`)
  if (places.toSorted().join() === wanted.join()) return []
  return [
    {
      path: ['ask', language],
      wrong: places.length === 0 ? 'it names no subject' : `it names ${places.join(', ')}`,
      todo: `name each of ${wanted.join(', ')} once, and nothing else in braces`,
    },
  ]
}

function levelFaults({
  about,
  reads,
  levels,
  payShares,
}: Extract<Question, { kind: 'level' }>): readonly BankFault[] {
  const meant = reads === 'importance' || reads === 'pay-more' ? 'attributes' : 'vehicles'
  const isRising = payShares?.every((share, at) => at === 0 || share > (payShares[at - 1] ?? 0)) ?? true
  const shareFault = (wrong: string, todo: string): BankFault => ({ path: ['payShares'], wrong, todo })
  return [
    ...(about === meant
      ? []
      : [{ path: ['about'], wrong: `what reads ${reads} is about ${meant}`, todo: `write "${meant}"` }]),
    ...(reads === 'pay-more' && payShares === undefined
      ? [shareFault('it does not say what its levels are worth', 'add a share of the price for each level')]
      : []),
    ...(reads !== 'pay-more' && payShares !== undefined
      ? [shareFault(`what reads ${reads} has no shares of the price`, 'take them out')]
      : []),
    ...(payShares !== undefined && payShares.length !== levels.length
      ? [shareFault(`${payShares.length} shares for ${levels.length} levels`, 'write one for each level')]
      : []),
    ...(isRising
      ? []
      : [shareFault('they do not rise', 'put the smallest first, each above the one before')]),
  ]
}
