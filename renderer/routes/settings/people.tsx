import { Button, Radio, SegmentedControl, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useChooseConsultant } from '../../components/consultant-menu.tsx'
import { Failure } from '../../components/fact.tsx'
import { Panel } from '../../components/panel.tsx'
import typed from '../../components/typed.module.css'
import { useIdsToMake } from '../../ids-to-make.ts'
import { useAppState, useNorthstar } from '../../northstar.tsx'
import styles from './settings.module.css'

const roles = ['consultant', 'manager'] as const

/** Who works here, and whose name new records carry. */
export function People() {
  const { t } = useTranslation('settings')
  const { consultants, consultantId } = useAppState()
  const choose = useChooseConsultant()
  return (
    <Panel title={t('people.title')}>
      <Radio.Group
        label={t('people.using')}
        value={consultantId ?? ''}
        onChange={(value) => choose.mutate({ consultantId: value })}
      >
        <p className="ns-soft ns-small">{t('people.usingText')}</p>
        <div className={styles.people}>
          {consultants
            .filter(({ active }) => active)
            .map(({ id, name, role }) => (
              <Radio
                key={id}
                value={id}
                size="md"
                className={styles.person}
                label={
                  <>
                    <bdi>{name}</bdi> <span className="ns-soft ns-small">{t(`people.roles.${role}`)}</span>
                  </>
                }
              />
            ))}
        </div>
      </Radio.Group>
      <Failure error={choose.error} />
      <AddPerson />
    </Panel>
  )
}

function AddPerson() {
  const { t } = useTranslation('settings')
  const { orpc } = useNorthstar()
  const queries = useQueryClient()
  const [name, setName] = useState('')
  const [role, setRole] = useState<(typeof roles)[number]>('consultant')
  const ids = useIdsToMake()
  const add = useMutation(
    orpc.consultants.add.mutationOptions({
      onSuccess: async () => {
        ids.granted()
        setName('')
        await queries.invalidateQueries({ queryKey: orpc.app.key() })
      },
    }),
  )
  return (
    <form
      className={styles.add}
      onSubmit={(event) => {
        event.preventDefault()
        const person = { name: name.trim(), role }
        if (person.name !== '') add.mutate({ consultantId: ids.idFor(person), ...person })
      }}
    >
      <TextInput
        label={t('people.add')}
        placeholder={t('people.name')}
        className={typed.words}
        autoComplete="off"
        spellCheck={false}
        maxLength={120}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <div className={styles.ways}>
        <SegmentedControl
          aria-label={t('people.role')}
          value={role}
          data={roles.map((one) => ({ value: one, label: t(`people.roles.${one}`) }))}
          onChange={(value) => setRole(roles.find((one) => one === value) ?? 'consultant')}
        />
        <Button type="submit" variant="default" loading={add.isPending} disabled={name.trim() === ''}>
          {t('people.addWay')}
        </Button>
        {add.data === undefined ? null : (
          <span role="status" className="ns-soft ns-small">
            {t('people.added', { name: add.data.name })}
          </span>
        )}
      </div>
      <Failure error={add.error} />
    </form>
  )
}
