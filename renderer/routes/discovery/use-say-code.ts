import { useTranslation } from 'react-i18next'
import type { Answer } from '../../../core/discovery/answer.ts'
import type { Question } from '../../../core/discovery/question-bank.ts'
import { sayCode } from '../../../core/discovery/say-code.ts'
import { useAppState } from '../../northstar.tsx'

/** Says the coded part of an answer in the language of the screen; `null` where the words are all there is. */
export function useSayCode(): (question: Question, answer: Answer) => string | null {
  const { t } = useTranslation('discovery')
  const { language, market } = useAppState()
  return (question, answer) =>
    answer.state === 'answered'
      ? sayCode(question, answer, language, market, {
          upTo: (amount) => t('panel.upTo', { amount }),
          between: (from, to) => t('panel.between', { from, to }),
        })
      : t(`state.${answer.state}`)
}
