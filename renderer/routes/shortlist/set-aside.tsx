import { useTranslation } from 'react-i18next'
import { BusyButton } from '../../components/busy-button.tsx'
import { Failure } from '../../components/fact.tsx'
import type { Outputs, Visit } from '../../northstar.tsx'
import { byWhatTheyAsk } from './asks-the-same.ts'
import { OwnWords } from './own-words.tsx'
import styles from './shortlist.module.css'
import { useChoices } from './use-choices.ts'

type ShortlistView = Outputs['shortlist']['get']

type SetAsideProps = {
  readonly shortlist: ShortlistView
  /** `null` where nothing may be written any more. */
  readonly visit: Visit | null
  readonly onChosen: () => void
}

/** What each hard rule set aside, and which are relaxed: nothing is hidden from the customer, and one tap tries it. */
export function SetAside({ shortlist: { removed, relaxed, considered }, visit, onChosen }: SetAsideProps) {
  const { t } = useTranslation('shortlist')
  return (
    <section aria-labelledby="set-aside" className={styles.block}>
      <h2 id="set-aside">{t('removed.title')}</h2>
      <p className="ns-soft">{t('considered', { count: considered })}</p>
      {removed.length === 0 && relaxed.length === 0 ? <p className="ns-soft">{t('removed.none')}</p> : null}
      <Rules rules={removed} isRelaxed={false} visit={visit} onChosen={onChosen} />
      {relaxed.length === 0 ? null : (
        <>
          <h3>{t('relaxed.title')}</h3>
          <Rules rules={relaxed} isRelaxed visit={visit} onChosen={onChosen} />
        </>
      )}
    </section>
  )
}

type RulesProps = Pick<SetAsideProps, 'visit' | 'onChosen'> & {
  readonly rules: readonly {
    readonly ruleKey: string
    readonly answerId: string
    readonly sentence: string
  }[]
  readonly isRelaxed: boolean
}

function Rules({ rules, isRelaxed, visit, onChosen }: RulesProps) {
  return (
    <ul className={styles.rules}>
      {byWhatTheyAsk(rules).map(({ key, ruleKeys, rules: together }) => (
        <li key={key === '' ? together[0]?.answerId : key} className={styles.rule}>
          <div className={styles.asked}>
            {together.map(({ answerId, sentence }) => (
              <p key={answerId + sentence}>
                <OwnWords sentence={sentence} />
              </p>
            ))}
          </div>
          {visit === null || ruleKeys.length === 0 ? null : (
            <Relax
              visit={visit}
              onChosen={onChosen}
              ruleKeys={ruleKeys}
              sentence={together.map(({ sentence }) => sentence).join(' ')}
              relaxed={!isRelaxed}
            />
          )}
        </li>
      ))}
    </ul>
  )
}

type RelaxProps = {
  readonly visit: Visit
  readonly ruleKeys: readonly string[]
  readonly sentence: string
  /** What they are to be. */
  readonly relaxed: boolean
  readonly onChosen: () => void
}

function Relax({ visit, ruleKeys, sentence, relaxed, onChosen }: RelaxProps) {
  const { t } = useTranslation('shortlist')
  const { relax } = useChoices(visit, onChosen)
  const way = t(relaxed ? 'relax.way' : 'relaxed.hold')
  return (
    <div className={styles.relax}>
      <BusyButton
        variant="default"
        busy={relax.isPending}
        aria-label={`${way}: ${sentence}`}
        onClick={() => relax.mutate({ ruleKeys, relaxed })}
      >
        {way}
      </BusyButton>
      <Failure error={relax.error} />
    </div>
  )
}
