import { SegmentedControl, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Role } from '../../../core/people/role.ts'
import { BusyButton } from '../../components/busy-button.tsx'
import { Failure } from '../../components/fact.tsx'
import typed from '../../components/typed.module.css'
import { useIdsToMake } from '../../ids-to-make.ts'
import { isolate } from '../../isolate.ts'
import { useLanguage, useNorthstar } from '../../northstar.tsx'
import styles from './settings.module.css'

const roles: readonly Role[] = ['consultant', 'service-adviser', 'manager']

/** Adds a person of the store with what they do there. */
export function AddPerson() {
  const { t } = useTranslation('settings')
  const { orpc } = useNorthstar()
  const language = useLanguage()
  const queries = useQueryClient()
  const [name, setName] = useState('')
  const [role, setRole] = useState<Role>('consultant')
  const ids = useIdsToMake()
  const add = useMutation(
    orpc.consultants.add.mutationOptions({
      onSuccess: async () => {
        ids.granted()
        setName('')
        await Promise.all([
          queries.invalidateQueries({ queryKey: orpc.app.key() }),
          queries.invalidateQueries({ queryKey: orpc.session.key() }),
        ])
      },
    }),
  )
  return (
    <form
      className={styles.addPerson}
      onSubmit={(event) => {
        event.preventDefault()
        const person = { name: name.trim(), role }
        if (person.name !== '') add.mutate({ consultantId: ids.idFor(person), ...person })
      }}
    >
      <TextInput
        label={t('people.addTitle')}
        placeholder={t('people.name')}
        className={typed.words}
        autoComplete="off"
        spellCheck={false}
        maxLength={120}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <SegmentedControl
        fullWidth
        aria-label={t('people.role')}
        value={role}
        data={roles.map((one) => ({ value: one, label: t(`roles.${one}`) }))}
        onChange={(value) => setRole(roles.find((one) => one === value) ?? 'consultant')}
      />
      <div className={styles.ways}>
        <BusyButton type="submit" variant="default" busy={add.isPending} disabled={name.trim() === ''}>
          {t('people.addWay')}
        </BusyButton>
        {add.data === undefined ? null : (
          <span role="status" className="ns-soft ns-small">
            {t('people.added', { name: isolate(add.data.name, language) })}
          </span>
        )}
      </div>
      <Failure error={add.error} />
    </form>
  )
}
