import type { BankFault } from './bank-faults.ts'
import { type OwnWeekRules, weekFacts } from './own-week.ts'
import type { Question } from './question-bank.ts'

/** What is wrong with what a bank says of weeks: questions and codes that it does not have, shares over 1. */
export function ownWeekFaults(
  rules: OwnWeekRules | null,
  questions: readonly Question[],
): readonly BankFault[] {
  if (rules === null) return []
  const byId = new Map(questions.map((question) => [question.id, question]))
  return weekFacts.flatMap((fact) => {
    const { assumed, gives } = rules.facts[fact]
    const place = ['ownWeek', 'facts', fact]
    const isShare = fact === 'cityShare' || fact === 'homeCharging'
    const tooMuch = (value: number, path: readonly PropertyKey[]): readonly BankFault[] =>
      isShare && value > 1
        ? [{ path: [...place, ...path], wrong: `${value} is over 1`, todo: 'write a share from 0 to 1' }]
        : []
    return [
      ...tooMuch(assumed.value, ['assumed', 'value']),
      ...gives.flatMap(({ question: id, codes, times }, at): readonly BankFault[] => {
        const here = ['gives', at]
        const question = byId.get(id)
        if (question === undefined)
          return [
            {
              path: [...place, ...here, 'question'],
              wrong: `the bank has no question ${id}`,
              todo: 'name one that it has, or take it out',
            },
          ]
        if (
          (question.kind === 'number') !== (times !== undefined) ||
          'options' in question !== (codes !== undefined)
        )
          return [
            {
              path: [...place, ...here],
              wrong: `an answer to ${id} is not read that way`,
              todo: 'give codes for a question with options, times for one answered by a number',
            },
          ]
        const known = 'options' in question ? question.options.map(({ code }) => code) : []
        return Object.entries(codes ?? {}).flatMap(([code, value]) => [
          ...(known.includes(code)
            ? []
            : [
                {
                  path: [...place, ...here, 'codes', code],
                  wrong: `${id} has no option ${code}`,
                  todo: 'name one that it has, or take it out',
                },
              ]),
          ...tooMuch(value, [...here, 'codes', code]),
        ])
      }),
    ]
  })
}
