import { Button, TextInput } from '@mantine/core'
import { type SubmitEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import typed from '../components/typed.module.css'
import { groupsOf, showsItWasKept } from '../routes/recovery-code/code-kept.ts'
import styles from './ask-headoffice.module.css'
import type { GateCalls } from './gate-calls.ts'
import gate from './gate-page.module.css'
import { GateFailure, GatePage } from './gate-page.tsx'
import type { LaptopNotOpen } from './standing.ts'

type CodeToKeepProps = {
  readonly laptop: Extract<LaptopNotOpen, { type: 'code-to-keep' }>
  readonly calls: GateCalls
}

/** The new recovery code, shown this once, before the data is given its new key. */
export function CodeToKeep({ laptop: { code }, calls: { keepCode } }: CodeToKeepProps) {
  const { t } = useTranslation('gate')
  return (
    <GatePage title={t('codeToKeep.title')} lead={t('codeToKeep.lead')}>
      <p
        dir="ltr"
        lang="en"
        className={styles.code}
        role="img"
        aria-label={`${t('codeToKeep.title')}: ${groupsOf(code).join(' ')}`}
      >
        {groupsOf(code).map((group, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the groups of one code keep their order, and two may be alike
          <span key={index}>{group}</span>
        ))}
      </p>
      <p>{t('codeToKeep.keep')}</p>
      <div className={`${gate.ways} ${styles.screenOnly}`}>
        <Button size="lg" variant="default" onClick={() => window.print()}>
          {t('codeToKeep.print')}
        </Button>
      </div>
      <div className={styles.screenOnly}>
        <KeptForm code={code} keepCode={keepCode} />
      </div>
      <div className={`${gate.ways} ${styles.screenOnly}`}>
        <Button
          variant="subtle"
          className={gate.turn}
          loading={keepCode.isPending}
          onClick={() => keepCode.mutate({ kept: false })}
        >
          {t('codeToKeep.later')}
        </Button>
        <p className="ns-soft ns-small">{t('codeToKeep.laterText')}</p>
      </div>
    </GatePage>
  )
}

/** The last group, typed from the page and not from the screen, shows that the code was kept. */
function KeptForm({ code, keepCode }: { readonly code: string; readonly keepCode: GateCalls['keepCode'] }) {
  const { t } = useTranslation('recovery-code')
  const [said, setSaid] = useState('')
  const [isAsked, setAsked] = useState(false)
  const isShown = showsItWasKept(said, code)
  return (
    <form
      noValidate
      className={gate.form}
      onSubmit={(event: SubmitEvent<HTMLFormElement>) => {
        event.preventDefault()
        setAsked(true)
        if (isShown && !keepCode.isPending) keepCode.mutate({ kept: true })
      }}
    >
      <TextInput
        className={typed.figures}
        label={t('check.label')}
        description={t('check.hint')}
        error={isAsked && !isShown ? t('check.differs') : null}
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
        maxLength={200}
        value={said}
        onChange={(event) => {
          setSaid(event.currentTarget.value)
          setAsked(false)
        }}
      />
      <GateFailure error={keepCode.error} />
      <Button type="submit" size="lg" loading={keepCode.isPending}>
        {t('check.go')}
      </Button>
    </form>
  )
}
