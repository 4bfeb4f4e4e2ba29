import { Button } from '@mantine/core'
import { type ReactNode, type SubmitEvent, useEffect, useId, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { BusyButton } from '../../components/busy-button.tsx'
import { Failure } from '../../components/fact.tsx'
import { useFirstFocus } from '../../components/use-first-focus.ts'
import styles from './step-frame.module.css'
import { numberOf, type Step, steps } from './wizard.ts'

type StepFrameProps = {
  readonly step: Step
  readonly title: string
  readonly lead?: ReactNode
  /** How often the form was sent with something still missing: then the first such field has the focus. */
  readonly refusals?: number
  readonly error?: unknown
  readonly go: string
  readonly busy?: boolean
  readonly onGo: () => void
  readonly onBack: (() => void) | null
  /** What is true when this step is skipped, and the way to do so. */
  readonly skip?: { readonly text: string; readonly busy?: boolean; readonly onSkip: () => void } | null
  readonly children?: ReactNode
}

/** One step of the first run: which of how many, its heading, what it asks, and the ways on and back. */
export function StepFrame(props: StepFrameProps) {
  const { step, refusals = 0, busy = false, skip = null } = props
  const { t } = useTranslation('set-up')
  const heading = useFirstFocus<HTMLHeadingElement>()
  const form = useRef<HTMLFormElement>(null)
  const progressId = useId()
  useEffect(() => {
    if (refusals > 0) form.current?.querySelector<HTMLInputElement>('[aria-invalid="true"]')?.focus()
  }, [refusals])

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault()
    if (!busy) props.onGo()
  }
  return (
    <form ref={form} noValidate className={styles.form} onSubmit={submit}>
      <div>
        <p id={progressId} className={styles.progress}>
          {t('progress', { step: numberOf(step), of: steps.length })}
          <span aria-hidden="true" className={styles.dots}>
            {steps.map((one) => (
              <span key={one} data-done={numberOf(one) <= numberOf(step) || undefined} />
            ))}
          </span>
        </p>
        <h1 ref={heading} tabIndex={-1} aria-describedby={progressId} className={styles.title}>
          {props.title}
        </h1>
        {props.lead === undefined ? null : <p className="ns-soft">{props.lead}</p>}
      </div>
      {props.children}
      <Failure error={props.error} />
      <div className={styles.ways}>
        <BusyButton type="submit" size="lg" busy={busy}>
          {props.go}
        </BusyButton>
        {skip === null ? null : (
          <BusyButton variant="default" size="lg" busy={skip.busy ?? false} onClick={skip.onSkip}>
            {t('skip')}
          </BusyButton>
        )}
        {props.onBack === null ? null : (
          <Button variant="subtle" size="lg" className={styles.back} onClick={props.onBack}>
            {t('back')}
          </Button>
        )}
      </div>
      {skip === null ? null : <p className="ns-soft ns-small">{skip.text}</p>}
    </form>
  )
}
