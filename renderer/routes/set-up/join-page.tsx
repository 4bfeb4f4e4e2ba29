import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useFirstFocus } from '../../components/use-first-focus.ts'
import { JoinForm } from './join-form.tsx'
import { SetUpPage } from './set-up-page.tsx'
import { emptyWizard, type Wizard } from './wizard.ts'

type JoinPageProps = {
  readonly wizard: Wizard
  readonly onJoined: () => Promise<void>
  /** Back to the step where this was chosen. */
  readonly onLeave: () => void
}

/** Joins a store that head office has, which brings its market, name and people. */
export function JoinPage({ wizard, onJoined, onLeave }: JoinPageProps) {
  const { t } = useTranslation('enrolment')
  const { t: setUp } = useTranslation('set-up')
  const heading = useFirstFocus<HTMLHeadingElement>()
  const isBegun = wizard.step !== emptyWizard.step
  return (
    <SetUpPage>
      <div>
        <h1 ref={heading} tabIndex={-1}>
          {t('join.title')}
        </h1>
        <p className="ns-soft">{t('join.lead')}</p>
        {isBegun ? <p className="ns-soft">{setUp('headoffice.instead')}</p> : null}
      </div>
      <JoinForm name={wizard.yourName} pin={wizard.pin} onJoined={onJoined}>
        <Button variant="subtle" size="lg" onClick={onLeave}>
          {isBegun ? setUp('back') : t('join.leave')}
        </Button>
      </JoinForm>
    </SetUpPage>
  )
}
