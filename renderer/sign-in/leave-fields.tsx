import { Button } from '@mantine/core'
import type { Ref } from 'react'
import { useTranslation } from 'react-i18next'
import { Tap, Taps } from '../components/tap.tsx'
import { failureCode } from '../failure.ts'
import { RecoveryCodeField } from '../gate/key-fields.tsx'
import { useSentence } from '../northstar.tsx'
import { isAboutLeave, type Leave } from './leave.ts'
import type { Person } from './people.ts'
import { PinField } from './pin-field.tsx'
import styles from './sign-in.module.css'

type LeaveFieldsProps = {
  readonly managers: readonly Person[]
  readonly leave: Leave
  readonly onChange: (leave: Leave) => void
  /** The form was sent, so what is missing may be said. */
  readonly asked: boolean
  /** What the data process said to the form, said here when it is about the one who lets in. */
  readonly error: unknown
  readonly ref?: Ref<HTMLInputElement>
}

/** Which manager lets somebody in, and their PIN; or the recovery code instead. */
export function LeaveFields({ managers, leave, onChange, asked, error, ref }: LeaveFieldsProps) {
  const { t } = useTranslation('sign-in')
  const sentenceOf = useSentence()
  const manager = managers.find(({ id }) => id === leave.managerId)
  const refused =
    error !== null && error !== undefined && isAboutLeave(failureCode(error)) ? sentenceOf(error) : null
  const place = ref === undefined ? {} : { ref }
  const turn = (by: Leave['by']) => onChange({ ...leave, by, pin: '', code: '' })
  return (
    <>
      {leave.by === 'manager' ? (
        <>
          <Taps label={t('help.which')} min="10rem">
            {managers.map(({ id, name }) => (
              <Tap
                key={id}
                chosen={id === leave.managerId}
                onTap={() => onChange({ ...leave, managerId: id, pin: '' })}
              >
                <bdi>{name}</bdi>
              </Tap>
            ))}
          </Taps>
          {manager === undefined ? null : (
            <PinField
              {...place}
              label={t('pinOf', { name: manager.name })}
              error={asked && leave.pin === '' ? t('help.needPin') : refused}
              value={leave.pin}
              onChange={(pin) => onChange({ ...leave, pin })}
            />
          )}
        </>
      ) : (
        <RecoveryCodeField
          {...place}
          label={t('help.code')}
          hint={t('help.codeHint')}
          error={asked && leave.code.trim() === '' ? t('help.needCode') : refused}
          value={leave.code}
          onChange={(code) => onChange({ ...leave, code })}
        />
      )}
      <div className={styles.ways}>
        {leave.by === 'manager' ? (
          <Button variant="subtle" onClick={() => turn('recovery-code')}>
            {t('help.toCode')}
          </Button>
        ) : managers.length > 0 ? (
          <Button variant="subtle" onClick={() => turn('manager')}>
            {t('help.toManager')}
          </Button>
        ) : null}
      </div>
    </>
  )
}
