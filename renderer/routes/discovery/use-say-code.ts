import { useTranslation } from 'react-i18next'
import type { Answer } from '../../../core/discovery/answer.ts'
import type { Question } from '../../../core/discovery/question-bank.ts'
import { sayCode } from '../../../core/discovery/say-code.ts'
import { useAppState } from '../../northstar.tsx'

/**
 * Says the coded part of an answer in the language of the screen; `null` where the words are all there is.
 * @param subjectNames how the vehicles and attributes that answers speak of are called, as the board has them
 */
export function useSayCode(
  subjectNames: Readonly<Record<string, string>> = {},
): (question: Question, answer: Pick<Answer, 'state' | 'value'>) => string | null {
  const { t } = useTranslation('discovery')
  const { language, market } = useAppState()
  return (question, answer) => {
    if (answer.state === 'unsure' && question.kind === 'pick-one') return question.noneLabel[language]
    return answer.state === 'answered'
      ? sayCode(question, answer, language, market, {
          upTo: (amount) => t('panel.upTo', { amount }),
          between: (from, to) => t('panel.between', { from, to }),
          last: (name) => t('template.lastOf', { name }),
          nameOf: (subject) => subjectNames[subject] ?? subject,
        })
      : t(`state.${answer.state}`)
  }
}
