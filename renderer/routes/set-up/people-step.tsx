import { TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { errorSentence } from '../../../contract/errors.ts'
import typed from '../../components/typed.module.css'
import { useAppState, useNorthstar } from '../../northstar.tsx'
import { PinField } from '../../sign-in/pin-field.tsx'
import { MadePin } from './made-pin.tsx'
import { addedOther, emptyDraft, type OtherDraft, OtherPeople } from './other-people.tsx'
import styles from './set-up.module.css'
import { StepFrame } from './step-frame.tsx'
import { faultsOf, type Wizard } from './wizard.ts'

type PeopleStepProps = {
  readonly wizard: Wizard
  readonly onChange: (part: Partial<Wizard>) => void
  readonly onGo: () => void
  readonly onBack: () => void
}

/** The manager who sets up, with a PIN, and whoever else works here. */
export function PeopleStep({ wizard, onChange, onGo, onBack }: PeopleStepProps) {
  const { t } = useTranslation('set-up')
  const { orpc, newId } = useNorthstar()
  const { language } = useAppState()
  const [refusals, setRefusals] = useState(0)
  const [draft, setDraft] = useState<OtherDraft>(emptyDraft)
  const makePin = useMutation(
    orpc.setup.makePin.mutationOptions({
      gcTime: 0,
      onSuccess: ({ pin }) => onChange({ madePin: pin }),
    }),
  )
  const faults = faultsOf('people', wizard)
  const said = refusals > 0 ? faults : new Map()
  const pinFault = said.get('pin')

  /** Somebody whose name was written and not yet added is not lost by going on. */
  function addDraft() {
    const added = addedOther(draft, newId)
    if (added) onChange({ others: [...wizard.others, added] })
    setDraft(emptyDraft)
  }
  if (wizard.madePin !== null)
    return (
      <MadePin
        pin={wizard.madePin}
        isAnew={wizard.hadMadePin}
        onGo={onGo}
        onBack={onBack}
        onOwn={() => onChange({ madePin: null, hadMadePin: true })}
      />
    )
  return (
    <StepFrame
      step="people"
      title={t('people.title')}
      lead={wizard.hadMadePin ? t('made.before') : undefined}
      go={t('go')}
      refusals={refusals}
      error={makePin.error}
      onGo={() => {
        addDraft()
        if (faults.size === 0) onGo()
        else setRefusals(refusals + 1)
      }}
      onBack={onBack}
      skip={{
        text: t('people.skip'),
        busy: makePin.isPending,
        onSkip: () => {
          addDraft()
          if (!makePin.isPending) makePin.mutate(undefined)
        },
      }}
    >
      <div className={styles.columns}>
        <div className={styles.column}>
          <TextInput
            label={t('people.yourName')}
            description={t('people.manager')}
            className={typed.words}
            value={wizard.yourName}
            maxLength={120}
            autoComplete="off"
            spellCheck={false}
            error={said.has('yourName') ? t('need.yourName') : null}
            onChange={(event) => onChange({ yourName: event.currentTarget.value })}
          />
          <PinField
            label={t('people.pin')}
            hint={pinFault === 'easy' ? undefined : t('people.pinHint')}
            error={
              pinFault === 'short'
                ? t('need.pin')
                : pinFault === 'easy'
                  ? errorSentence('PIN_NOT_VALID', {}, language)
                  : null
            }
            value={wizard.pin.first}
            onChange={(first) => onChange({ pin: { ...wizard.pin, first } })}
          />
          <PinField
            label={t('people.pinAgain')}
            error={said.has('pinAgain') ? t('need.pinAgain') : null}
            value={wizard.pin.again}
            onChange={(again) => onChange({ pin: { ...wizard.pin, again } })}
          />
        </div>
        <OtherPeople
          others={wizard.others}
          draft={draft}
          onDraft={setDraft}
          onAdd={addDraft}
          onChange={(others) => onChange({ others })}
        />
      </div>
    </StepFrame>
  )
}
