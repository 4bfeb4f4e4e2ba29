import { IconEye, IconMessageReply } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { Failure } from '../../components/fact.tsx'
import type { Visit } from '../../northstar.tsx'
import { isWritten } from '../../written-visit.ts'
import { useTurnScreen } from '../customer-view/use-turn-screen.ts'
import styles from './talk-ways.module.css'

type TalkWaysProps = {
  readonly visit: Visit
  /** Whether to say it back is offered right beside. */
  readonly isSaidNear: boolean
}

/** The ways on from the board: to say it all back, and to turn the screen to the customer. */
export function TalkWays({ visit, isSaidNear }: TalkWaysProps) {
  const { t } = useTranslation('remarks')
  const screen = useTurnScreen(visit, 'felt-heard')
  return (
    <>
      <div className={styles.ways}>
        {isSaidNear ? null : (
          <Link to={`/read-back/${visit.opportunityId}?visit=${visit.id}`} className={styles.way}>
            <IconMessageReply aria-hidden size={20} stroke={1.6} />
            {t('readBack')}
          </Link>
        )}
        {isWritten(visit) ? (
          <button type="button" className={styles.way} aria-keyshortcuts="F9" onClick={screen.turn}>
            <IconEye aria-hidden size={20} stroke={1.6} />
            {t('customerView')}
          </button>
        ) : null}
      </div>
      <Failure error={screen.error} />
    </>
  )
}
