import { Drawer } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { assertNever } from '../../../core/assert-never.ts'
import { askedQuestion } from '../../../core/discovery/asked-question.ts'
import { hourText, momentText } from '../../clock-text.ts'
import { Failure } from '../../components/fact.tsx'
import { Quoted } from '../../components/quoted.tsx'
import { useReturnFocus } from '../../components/use-return-focus.ts'
import { type Outputs, useDateLocale, useLanguage, useNorthstar, useTimeZone } from '../../northstar.tsx'
import { isWritten } from '../../written-visit.ts'
import { SaidBy } from './said-by.tsx'
import { type Names, sayQuestion } from './say-question.ts'
import styles from './timeline.module.css'
import { type Talk, useTakeBack } from './use-conversation.ts'

type Entry = Outputs['discovery']['timeline']['entries'][number]

/** What was said, when and by whom, the latest first; corrected and taken back stays to be read. */
export function Timeline({ talk, onClose }: { readonly talk: Talk; readonly onClose: () => void }) {
  const { t } = useTranslation('discovery')
  const { orpc } = useNorthstar()
  const language = useLanguage()
  const { visit } = talk
  const { data, error } = useQuery(
    orpc.discovery.timeline.queryOptions({ input: { opportunityId: visit.opportunityId, language } }),
  )
  const takeBack = useTakeBack(visit)
  useReturnFocus()
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size="md"
      title={t('timeline.title')}
      closeButtonProps={{ 'aria-label': t('timeline.close'), size: 44, iconSize: 24 }}
    >
      <Failure error={error ?? takeBack.error} />
      {data?.entries.length === 0 ? <p className="ns-soft">{t('timeline.nothing')}</p> : null}
      <ol className={styles.entries}>
        {(data?.entries ?? []).toReversed().map((entry) => (
          <li key={idOf(entry)} className={styles.entry} data-struck={isStruck(entry)}>
            <div className={styles.head}>
              <When entry={entry} isOfVisit={entry.visitId === visit.id} />
              {entry.type === 'answer' && entry.stands && isWritten(visit) ? (
                <button
                  type="button"
                  className={styles.way}
                  disabled={takeBack.isPending}
                  onClick={() =>
                    takeBack.mutate({
                      answerId: entry.answer.id,
                      questionId: entry.answer.questionId,
                      visitId: entry.visitId,
                    })
                  }
                >
                  {t('panel.takeBack')}
                </button>
              ) : null}
            </div>
            <What entry={entry} talk={talk} names={{ ...talk.names, ...data?.subjectNames }} />
          </li>
        ))}
      </ol>
    </Drawer>
  )
}

function When({ entry, isOfVisit }: { readonly entry: Entry; readonly isOfVisit: boolean }) {
  const { t } = useTranslation('discovery')
  const timeZone = useTimeZone()
  const locale = useDateLocale()
  const at = isOfVisit ? hourText(entry.at, timeZone, 'minute') : momentText(entry.at, timeZone, locale)
  const act = 'act' in entry && entry.act !== 'said' ? t(`timeline.${entry.act}`) : null
  return (
    <p className={styles.when}>
      <span className="ns-figure">{at}</span>
      <bdi>{entry.authorName}</bdi>
      {act === null ? null : <span>{act}</span>}
    </p>
  )
}

function What(props: { readonly entry: Entry; readonly talk: Talk; readonly names: Names }) {
  const { entry, talk, names } = props
  const { t } = useTranslation('discovery')
  const language = useLanguage()
  switch (entry.type) {
    case 'answer': {
      const { answer } = entry
      const found = askedQuestion(talk.bank, answer.questionId)
      if (found === undefined) return <Quoted words={answer.ownWords} />
      return (
        <>
          <p className={styles.asked}>{sayQuestion(found.question, answer.questionId, language, names)}</p>
          {entry.act === 'withdrawn' ? null : (
            <SaidBy question={found.question} answer={answer} names={names} />
          )}
        </>
      )
    }
    case 'remark': {
      const { speaker, text } = entry.remark
      return (
        <>
          {speaker === null ? null : <p className={styles.asked}>{t(`speaker.${speaker}`)}</p>}
          <Quoted words={text} />
        </>
      )
    }
    case 'read-back':
      return <p>{t(entry.readBack.agreed ? 'timeline.agreed' : 'timeline.notAgreed')}</p>
    case 'felt-heard':
      return <p>{t('timeline.feltHeard', { level: entry.feltHeard.level })}</p>
    default:
      return assertNever(entry)
  }
}

/** What something else stands in place of; an entry that only took something back says so itself. */
function isStruck(entry: Entry): boolean {
  return 'stands' in entry && !entry.stands && entry.act !== 'withdrawn' && entry.act !== 'removed'
}

function idOf(entry: Entry): string {
  switch (entry.type) {
    case 'answer':
      return entry.answer.id
    case 'remark':
      return entry.remark.id
    case 'read-back':
      return entry.readBack.id
    case 'felt-heard':
      return entry.feltHeard.id
    default:
      return assertNever(entry)
  }
}
