import { Button } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate, useSearchParams } from 'react-router'
import { BusyButton } from '../../components/busy-button.tsx'
import { Failure, SavedFact } from '../../components/fact.tsx'
import { ForManager } from '../../components/for-manager.tsx'
import { Code } from '../../components/recovery-code/code.tsx'
import { Star } from '../../components/star.tsx'
import { useFirstFocus } from '../../components/use-first-focus.ts'
import { useAppState, useNorthstar } from '../../northstar.tsx'
import { KeptCheck } from './kept-check.tsx'
import { PrintedPage } from './printed-page.tsx'
import styles from './recovery-code.module.css'

/** The recovery code of this laptop: made, shown this once, printed, and shown to be kept. For a manager only. */
export function RecoveryCode() {
  const { t } = useTranslation('recovery-code')
  const { orpc } = useNorthstar()
  const { demo } = useAppState()
  const { data: session } = useQuery(orpc.session.state.queryOptions())
  const signedIn = session?.signedIn ?? null
  // Another person, or the same one after a lock, begins anew: a code on the screen is not left for whoever comes next.
  const who = signedIn === null ? 'nobody' : `${signedIn.consultantId} ${signedIn.since}`
  return (
    <main className={styles.page}>
      <div className={styles.sheet}>
        <Star className={styles.star} />
        <h1>{t('title')}</h1>
        {demo ? (
          <>
            <p>{t('demo')}</p>
            <Leave word="leave" />
          </>
        ) : (
          <ForManager>
            <Making key={who} />
          </ForManager>
        )}
      </div>
    </main>
  )
}

function Making() {
  const { t } = useTranslation('recovery-code')
  const { client, clock, orpc } = useNorthstar()
  const queries = useQueryClient()
  // In this component alone: not among the answers that are remembered, and gone with the screen.
  const [made, setMade] = useState<{ readonly code: string; readonly at: number } | null>(null)
  const [keptAt, setKeptAt] = useState<number | null>(null)
  const make = useMutation({
    gcTime: 0,
    mutationFn: async () => {
      const { code } = await client.security.newRecoveryCode()
      setMade({ code, at: clock() })
    },
    onSettled: () => queries.invalidateQueries({ queryKey: orpc.security.key() }),
  })
  if (keptAt !== null)
    return (
      <>
        <First key="kept" className={styles.kept}>
          {t('kept.text')}
        </First>
        <p>
          <SavedFact at={keptAt} word="kept" />
        </p>
        <Leave word="done" />
      </>
    )
  if (made === null)
    return (
      <>
        <First key="about">{t('about.what')}</First>
        <p>{t('about.where')}</p>
        <p className="ns-soft">{t('about.once')}</p>
        <Failure error={make.error} />
        <div className={styles.ways}>
          <BusyButton size="lg" busy={make.isPending} onClick={() => make.mutate()}>
            {t('make')}
          </BusyButton>
          <Leave word="later" />
        </div>
      </>
    )
  return (
    <>
      <First key="shown">{t('shown.text')}</First>
      <Code code={made.code} label={t('title')} />
      <div className={styles.ways}>
        <Button size="lg" onClick={() => window.print()}>
          {t('print')}
        </Button>
        <p className="ns-soft ns-small">{t('shown.byHand')}</p>
      </div>
      <KeptCheck
        code={made.code}
        onKept={(at) => {
          setMade(null)
          setKeptAt(at)
        }}
      />
      <div className={styles.ways}>
        <Leave word="later" />
        <p className="ns-soft ns-small">{t('laterText')}</p>
      </div>
      <PrintedPage code={made.code} madeAt={made.at} />
    </>
  )
}

/** What a new step says first: it takes the focus from what began the step and is gone, and is read out. */
function First(props: { readonly className?: string | undefined; readonly children: ReactNode }) {
  const text = useFirstFocus<HTMLParagraphElement>()
  return (
    <p ref={text} tabIndex={-1} className={props.className}>
      {props.children}
    </p>
  )
}

/** To Today, or to what was chosen at the first run to come next. */
function Leave({ word }: { readonly word: 'later' | 'done' | 'leave' }) {
  const { t } = useTranslation('recovery-code')
  const navigate = useNavigate()
  const [search] = useSearchParams()
  const isImportNext = search.get('then') === 'imports'
  return (
    <Button
      size="lg"
      variant={word === 'later' ? 'default' : 'filled'}
      onClick={() => navigate(isImportNext ? '/imports' : '/')}
    >
      {t(isImportNext && word !== 'later' ? 'doneImports' : word)}
    </Button>
  )
}
