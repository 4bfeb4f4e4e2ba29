import { useTranslation } from 'react-i18next'
import { BusyButton } from '../../components/busy-button.tsx'
import { Failure } from '../../components/fact.tsx'
import type { Outputs, Visit } from '../../northstar.tsx'
import styles from './shortlist.module.css'
import { useChoices } from './use-choices.ts'

type NothingLeftProps = {
  readonly nothingLeft: Outputs['shortlist']['get']['nothingLeft']
  /** `null` where nothing may be written any more. */
  readonly visit: Visit | null
  readonly onChosen: () => void
}

/** No vehicle is left: the fewest rules that would have to give, and what each would bring back. */
export function NothingLeft({ nothingLeft, visit, onChosen }: NothingLeftProps) {
  const { t } = useTranslation('shortlist')
  return (
    <section aria-labelledby="nothing-left" className={styles.empty}>
      <h2 id="nothing-left">{t('empty.title')}</h2>
      <p>{t(nothingLeft.length === 0 ? 'empty.text' : 'empty.give')}</p>
      <ul className={styles.rules}>
        {nothingLeft.map(({ ruleKeys, sentence }) => (
          <li key={ruleKeys.join('\n')} className={styles.rule}>
            <p>{sentence}</p>
            {visit === null ? null : (
              <Give visit={visit} onChosen={onChosen} ruleKeys={ruleKeys} sentence={sentence} />
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}

type GiveProps = {
  readonly visit: Visit
  readonly ruleKeys: readonly string[]
  readonly sentence: string
  readonly onChosen: () => void
}

function Give({ visit, ruleKeys, sentence, onChosen }: GiveProps) {
  const { t } = useTranslation('shortlist')
  const { relax } = useChoices(visit, onChosen)
  const way = ruleKeys.length > 1 ? t('relax.all', { count: ruleKeys.length }) : t('relax.way')
  return (
    <div className={styles.relax}>
      <BusyButton
        variant="light"
        busy={relax.isPending}
        aria-label={`${way}: ${sentence}`}
        onClick={() => relax.mutate({ ruleKeys, relaxed: true })}
      >
        {way}
      </BusyButton>
      <Failure error={relax.error} />
    </div>
  )
}
