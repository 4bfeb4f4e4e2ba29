import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { KeptReadBack } from '../../../core/discovery/kept-read-back.ts'
import { BusyButton } from '../../components/busy-button.tsx'
import { Failure, SavedFact } from '../../components/fact.tsx'
import { useIdsToMake } from '../../ids-to-make.ts'
import { useLanguage, useNorthstar } from '../../northstar.tsx'
import { isWritten } from '../../written-visit.ts'
import { useTurnScreen } from '../customer-view/use-turn-screen.ts'
import { type Talk, useRefreshTalk } from '../discovery/use-conversation.ts'
import styles from './read-back.module.css'

type AgreedProps = { readonly talk: Talk; readonly lines: KeptReadBack['lines'] }

/** Whether the customer agrees that this is what they meant, kept as it was said; then the screen can be turned to them. */
export function Agreed({ talk, lines }: AgreedProps) {
  const { t } = useTranslation('read-back')
  const { client } = useNorthstar()
  const language = useLanguage()
  const ids = useIdsToMake()
  const { visit, board } = talk
  const screen = useTurnScreen(visit, 'felt-heard')
  const record = useMutation({
    mutationFn: (agreed: boolean) => {
      const said = {
        visitId: visit.id,
        language,
        lines: lines.map((line) => ({ ...line, answerIds: [...line.answerIds] })),
        agreed,
      }
      return client.readBack.record({ readBackId: ids.idFor(said), ...said })
    },
    onSuccess: ids.granted,
    onSettled: useRefreshTalk(visit.opportunityId),
  })
  const kept = board.readBack
  return (
    <section aria-labelledby="agreed" className={styles.agreed}>
      {isWritten(visit) ? (
        <>
          <h2 id="agreed">{t('agreeAsk')}</h2>
          <div className={styles.ways}>
            <BusyButton
              size="lg"
              busy={record.isPending && record.variables}
              onClick={() => record.mutate(true)}
            >
              {t('agreed')}
            </BusyButton>
            <BusyButton
              size="lg"
              variant="default"
              busy={record.isPending && !record.variables}
              onClick={() => record.mutate(false)}
            >
              {t('notAgreed')}
            </BusyButton>
          </div>
        </>
      ) : (
        <h2 id="agreed">{t('title')}</h2>
      )}
      <Failure error={record.error ?? screen.error} />
      {kept === null ? null : (
        <p className={styles.kept}>
          {t(kept.agreed ? 'keptAgreed' : 'keptNotAgreed')} <SavedFact at={kept.occurredAt} />
        </p>
      )}
      {kept === null || !isWritten(visit) ? null : (
        <div className={styles.ways}>
          <Button size="lg" variant="light" aria-keyshortcuts="F9" onClick={screen.turn}>
            {t('heardWay')}
          </Button>
          <span className="ns-soft ns-small">{t('heardHint')}</span>
        </div>
      )}
    </section>
  )
}
