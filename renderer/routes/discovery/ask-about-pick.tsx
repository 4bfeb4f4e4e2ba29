import { useTranslation } from 'react-i18next'
import { questionRef } from '../../../core/discovery/question-ref.ts'
import { isTemplate, type TemplateQuestion } from '../../../core/discovery/template.ts'
import type { Bank } from '../../northstar.tsx'
import styles from './ask-about-pick.module.css'
import type { Advice } from './use-conversation.ts'

type Pick = Advice['shortlist']['picks'][number]

type AskAboutPickProps = {
  readonly pick: Pick
  readonly others: readonly Pick[]
  readonly bank: Bank
  readonly onOpen: (questionId: string) => void
}

/** What can be asked about one of the three: how it is liked, and whether it or another. */
export function AskAboutPick({ pick, others, bank, onOpen }: AskAboutPickProps) {
  const { t } = useTranslation('discovery')
  const ofVehicles = bank.topics
    .flatMap(({ questions }) => questions)
    .filter((question) => isTemplate(question))
    .filter(({ about }) => about === 'vehicles')
  const reads = (reading: Extract<TemplateQuestion, { kind: 'level' }>['reads']) =>
    ofVehicles.find((question) => question.kind === 'level' && question.reads === reading)
  const [reaction, testDrive] = [reads('reaction'), reads('test-drive')]
  const pair = ofVehicles.find(({ kind }) => kind === 'this-or-that')
  return (
    <ul className={styles.ways}>
      {reaction === undefined ? null : (
        <li>
          <button type="button" onClick={() => onOpen(questionRef(reaction.id, [pick.variantId]))}>
            {t('live.like')}
          </button>
        </li>
      )}
      {testDrive === undefined ? null : (
        <li>
          <button type="button" onClick={() => onOpen(questionRef(testDrive.id, [pick.variantId]))}>
            {t('live.driven')}
          </button>
        </li>
      )}
      {pair === undefined
        ? null
        : others.map(({ variantId, brand, model, name }) => (
            <li key={variantId}>
              <button type="button" onClick={() => onOpen(questionRef(pair.id, [pick.variantId, variantId]))}>
                {t('live.or')} <bdi>{model === pick.model ? `${model} ${name}` : `${brand} ${model}`}</bdi>
              </button>
            </li>
          ))}
    </ul>
  )
}
