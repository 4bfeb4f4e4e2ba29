import { useTranslation } from 'react-i18next'
import { BusyButton } from '../../components/busy-button.tsx'
import { Failure } from '../../components/fact.tsx'
import type { Outputs, Visit } from '../../northstar.tsx'
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
      <ul className={styles.rules}>
        {removed.map(({ ruleKey, answerId, sentence }) => (
          <li key={ruleKey + answerId} className={styles.rule}>
            <p>
              <OwnWords sentence={sentence} />
            </p>
            {visit === null || ruleKey === '' ? null : (
              <Relax visit={visit} onChosen={onChosen} ruleKey={ruleKey} sentence={sentence} relaxed />
            )}
          </li>
        ))}
      </ul>
      {relaxed.length === 0 ? null : (
        <>
          <h3>{t('relaxed.title')}</h3>
          <ul className={styles.rules}>
            {relaxed.map(({ ruleKey, sentence }) => (
              <li key={ruleKey} className={styles.rule}>
                <p>
                  <OwnWords sentence={sentence} />
                </p>
                {visit === null ? null : (
                  <Relax
                    visit={visit}
                    onChosen={onChosen}
                    ruleKey={ruleKey}
                    sentence={sentence}
                    relaxed={false}
                  />
                )}
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  )
}

type RelaxProps = {
  readonly visit: Visit
  readonly ruleKey: string
  readonly sentence: string
  /** What it is to be. */
  readonly relaxed: boolean
  readonly onChosen: () => void
}

function Relax({ visit, ruleKey, sentence, relaxed, onChosen }: RelaxProps) {
  const { t } = useTranslation('shortlist')
  const { relax } = useChoices(visit, onChosen)
  const way = t(relaxed ? 'relax.way' : 'relaxed.hold')
  return (
    <div className={styles.relax}>
      <BusyButton
        variant="default"
        busy={relax.isPending}
        aria-label={`${way}: ${sentence}`}
        onClick={() => relax.mutate({ ruleKeys: [ruleKey], relaxed })}
      >
        {way}
      </BusyButton>
      <Failure error={relax.error} />
    </div>
  )
}
