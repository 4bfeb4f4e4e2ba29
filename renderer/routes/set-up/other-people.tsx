import { Button, SegmentedControl, TextInput } from '@mantine/core'
import { type KeyboardEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { NewId } from '../../../core/ids.ts'
import type { Role } from '../../../core/people/role.ts'
import { BusyButton } from '../../components/busy-button.tsx'
import typed from '../../components/typed.module.css'
import { isolate } from '../../isolate.ts'
import { useAppState } from '../../northstar.tsx'
import { OtherPin } from './other-pin.tsx'
import styles from './set-up.module.css'
import type { Other } from './wizard.ts'

const roles: readonly Role[] = ['consultant', 'service-adviser', 'manager']

/** Somebody whose name is being written. */
export type OtherDraft = { readonly name: string; readonly role: Role }

export const emptyDraft: OtherDraft = { name: '', role: 'consultant' }

/** The person of the draft, `null` while it has no name. */
export function addedOther({ name, role }: OtherDraft, newId: NewId): Other | null {
  return name.trim() === '' ? null : { key: newId(), name: name.trim(), role, pin: null }
}

type OtherPeopleProps = {
  readonly others: readonly Other[]
  readonly draft: OtherDraft
  readonly onDraft: (draft: OtherDraft) => void
  readonly onAdd: () => void
  readonly onChange: (others: readonly Other[]) => void
}

/** Whoever else works here: their names now or later, and their PINs now or when they first sign in. */
export function OtherPeople({ others, draft, onDraft, onAdd, onChange }: OtherPeopleProps) {
  const { t } = useTranslation('set-up')
  const { t: settings } = useTranslation('settings')
  const { language } = useAppState()
  const [choosing, setChoosing] = useState<Other | null>(null)
  const nameField = useRef<HTMLInputElement>(null)

  /** Enter in this field is for this person; without a name it goes on as anywhere else. */
  function onKeyDown(event: KeyboardEvent) {
    if (event.key !== 'Enter' || draft.name.trim() === '') return
    event.preventDefault()
    onAdd()
  }
  return (
    <section aria-labelledby="set-up-others" className={styles.others}>
      <h2 id="set-up-others">{t('others.title')}</h2>
      <SegmentedControl
        fullWidth
        aria-label={settings('people.role')}
        value={draft.role}
        data={roles.map((role) => ({ value: role, label: settings(`roles.${role}`) }))}
        onChange={(value) =>
          onDraft({ ...draft, role: roles.find((role) => role === value) ?? 'consultant' })
        }
      />
      <div className={styles.adding}>
        <TextInput
          ref={nameField}
          aria-label={t('others.name')}
          placeholder={t('others.name')}
          className={typed.words}
          value={draft.name}
          maxLength={120}
          autoComplete="off"
          spellCheck={false}
          onKeyDown={onKeyDown}
          onChange={(event) => onDraft({ ...draft, name: event.currentTarget.value })}
        />
        <BusyButton
          variant="default"
          busy={false}
          disabled={draft.name.trim() === ''}
          onClick={() => {
            onAdd()
            nameField.current?.focus()
          }}
        >
          {settings('people.addWay')}
        </BusyButton>
      </div>
      {others.length === 0 ? null : (
        <ul className={styles.people}>
          {others.map((other) => (
            <li key={other.key} className={styles.person}>
              <span className={styles.who}>
                <bdi>{other.name}</bdi>
                <span className={styles.stands}>
                  {settings(`roles.${other.role}`)} · {t(other.pin === null ? 'others.later' : 'others.has')}
                </span>
              </span>
              <span className={styles.ways}>
                <Button
                  variant="subtle"
                  aria-label={t('others.chooseOf', { name: isolate(other.name, language) })}
                  onClick={() => setChoosing(other)}
                >
                  {t('others.choose')}
                </Button>
                <Button
                  variant="subtle"
                  aria-label={t('others.removeOf', { name: isolate(other.name, language) })}
                  onClick={() => {
                    onChange(others.filter(({ key }) => key !== other.key))
                    // The button is gone with its line.
                    nameField.current?.focus()
                  }}
                >
                  {t('others.remove')}
                </Button>
              </span>
            </li>
          ))}
        </ul>
      )}
      {choosing === null ? null : (
        <OtherPin
          name={choosing.name}
          onLeave={() => setChoosing(null)}
          onChosen={(pin) => {
            onChange(others.map((other) => (other.key === choosing.key ? { ...other, pin } : other)))
            setChoosing(null)
          }}
        />
      )}
    </section>
  )
}
