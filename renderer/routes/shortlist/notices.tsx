import { useTranslation } from 'react-i18next'
import { dateText } from '../../clock-text.ts'
import { BusyButton } from '../../components/busy-button.tsx'
import { Failure } from '../../components/fact.tsx'
import { type Outputs, useDateLocale, useTimeZone, type Visit } from '../../northstar.tsx'
import styles from './shortlist.module.css'
import { useChoices } from './use-choices.ts'
import { useFaces } from './use-faces.ts'

type ShortlistView = Outputs['shortlist']['get']

/** What is otherwise, since the customer was last here, with vehicles that are not among the three any more. */
export function Since({ since, picks }: Pick<ShortlistView, 'since' | 'picks'>) {
  const { t } = useTranslation('shortlist')
  const elsewhere = since.filter(({ variantId }) => !picks.some((pick) => pick.variantId === variantId))
  const faces = useFaces([...new Set(elsewhere.map(({ variantId }) => variantId))])
  if (elsewhere.length === 0) return null
  return (
    <section aria-labelledby="since" className={styles.notice}>
      <h2 id="since" className={styles.noticeTitle}>
        {t('since')}
      </h2>
      <ul className={styles.lines}>
        {elsewhere.map(({ variantId, sentence }) => (
          <li key={variantId + sentence}>
            <strong>
              <bdi>{faces.get(variantId)?.name}</bdi>
            </strong>{' '}
            {sentence}
          </li>
        ))}
      </ul>
    </section>
  )
}

type OverruledProps = {
  readonly overruled: NonNullable<ShortlistView['overruled']>
  /** `null` where nothing may be written any more. */
  readonly visit: Visit | null
  readonly onChosen: () => void
}

/** That the order is a consultant's own: whose, since when and why, and the way back to what the answers say. */
export function Overruled({ overruled: { reason, by, at }, visit, onChosen }: OverruledProps) {
  const { t } = useTranslation('shortlist')
  const timeZone = useTimeZone()
  const locale = useDateLocale()
  return (
    <section aria-labelledby="overruled" className={styles.notice}>
      <div className={styles.noticeText}>
        <h2 id="overruled" className={styles.noticeTitle}>
          {t('overruled.title', { name: `\u2068${by}\u2069`, date: dateText(at, timeZone, locale) })}
        </h2>
        <p>
          <bdi>{reason}</bdi>
        </p>
      </div>
      {visit === null ? null : <FollowBelief visit={visit} onChosen={onChosen} />}
    </section>
  )
}

function FollowBelief({ visit, onChosen }: { readonly visit: Visit; readonly onChosen: () => void }) {
  const { t } = useTranslation('shortlist')
  const { followBelief } = useChoices(visit, onChosen)
  return (
    <>
      <BusyButton variant="default" busy={followBelief.isPending} onClick={() => followBelief.mutate()}>
        {t('overruled.follow')}
      </BusyButton>
      <Failure error={followBelief.error} />
    </>
  )
}
