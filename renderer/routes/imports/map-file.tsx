import { Button } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { type ReactNode, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Mapping } from '../../../core/import/mapping.ts'
import { Failure } from '../../components/fact.tsx'
import { Panel } from '../../components/panel.tsx'
import { useLanguage, useNorthstar } from '../../northstar.tsx'
import { ChooseYears } from './choose-years.tsx'
import type { Standing } from './import-flow.tsx'
import styles from './imports.module.css'
import { MapColumns } from './map-columns.tsx'
import { isSaidElsewhere, type MapState, stateKept } from './map-state.ts'
import { formOf, type Look, type MappingForm } from './mapping-form.ts'
import { useKeepMapping } from './use-keep-mapping.ts'
import { ReadDifferently, WhatItIs } from './what-it-is.tsx'
import { whileNotCancelled } from './while-not-cancelled.ts'

type MapFileProps = {
  readonly standing: Standing
  readonly windowId: string
  readonly state: MapState | null
  readonly onState: (change: (state: MapState | null) => MapState | null) => void
  readonly planning: boolean
  readonly error: Error | null
  readonly onPlan: (mapping: Mapping) => void
  readonly onCancel: () => void
  /** What stands there while the file is looked at for the first time. */
  readonly waiting: ReactNode
}

/** What the file is, and how its columns are read. */
export function MapFile(props: MapFileProps) {
  const { standing, windowId, state, onState, planning, error, onPlan, onCancel, waiting } = props
  const { t } = useTranslation('imports')
  const { orpc } = useNorthstar()
  const language = useLanguage()
  const { importId } = standing
  // As it is on coming back: what another window says from then on would change the file under a person's hands.
  const [seen, setSeen] = useState(standing)
  const kept = stateKept(seen)
  const ofThis = (known: MapState | null) => (known?.importId === importId ? known : kept)
  const said = ofThis(state)
  const {
    data,
    error: notRead,
    isFetching,
  } = useQuery(
    orpc.imports.look.queryOptions({
      input: { importId, language, reading: said.reading, target: said.target },
      staleTime: Number.POSITIVE_INFINITY,
      // What is asked next is asked of the file as it was looked at last: an answer kept here would be of another look.
      gcTime: 0,
      refetchOnWindowFocus: false,
      retry: false,
      placeholderData: keepPreviousData,
    }),
  )
  const look = useLast(data)
  const notKept = useKeepMapping(
    windowId,
    state?.importId === importId ? state : null,
    look?.mapping.target ?? said.target,
  )
  const readDifferently = (change: Partial<Pick<MapState, 'reading' | 'target'>>) =>
    onState((known) => ({ ...ofThis(known), ...change, form: null, years: null }))
  const choices = (
    <ReadDifferently
      look={look}
      reading={said.reading}
      onReading={(reading) => readDifferently({ reading })}
    />
  )
  const cancel = (
    <Button variant="default" onClick={onCancel}>
      {t('map.cancel')}
    </Button>
  )
  if (look === null && notRead === null) return waiting
  if (look === null)
    return (
      <Panel title={<bdi>{standing.fileName}</bdi>}>
        <Failure error={notRead} />
        {choices}
        <div className={styles.ways}>
          <Button onClick={onCancel}>{t('map.otherFile')}</Button>
        </div>
      </Panel>
    )
  return (
    <>
      <WhatItIs fileName={standing.fileName} look={look} onTarget={(target) => readDifferently({ target })}>
        {choices}
        <Failure error={notRead ?? whileNotCancelled(notKept)} />
        {isSaidElsewhere(standing, { windowId, times: seen.saidTimes }) ? (
          <div role="status" className={styles.ways}>
            <p className={styles.warn}>{t('map.elsewhere')}</p>
            <Button
              variant="default"
              onClick={() => {
                setSeen(standing)
                onState(() => null)
              }}
            >
              {t('map.takeOver')}
            </Button>
          </div>
        ) : null}
      </WhatItIs>
      {look.mapping.target === 'epa' ? (
        <ChooseYears
          years={said.years ?? look.mapping}
          modelYears={look.modelYears}
          busy={planning || isFetching}
          onYears={(years) => onState((known) => ({ ...ofThis(known), years }))}
          onPlan={(years) => onPlan({ target: 'epa', ...years })}
        >
          <Failure error={error} />
          {cancel}
        </ChooseYears>
      ) : (
        <MapColumns
          importId={importId}
          look={look}
          target={look.mapping.target}
          form={said.form ?? guessedForm(look)}
          busy={planning || isFetching || notRead !== null}
          onForm={(change) =>
            onState((known) => {
              const before = ofThis(known)
              return { ...before, form: change(before.form ?? guessedForm(look)) }
            })
          }
          onPlan={onPlan}
        >
          <Failure error={error} />
          {cancel}
        </MapColumns>
      )}
    </>
  )
}

const guessedForm = ({ mapping }: Look): MappingForm => ('fields' in mapping ? formOf(mapping) : new Map())

/** What was read last: a reading that fails leaves it standing, so that another can be chosen. */
function useLast(look: Look | undefined): Look | null {
  const [last, setLast] = useState<Look | null>(null)
  useEffect(() => {
    if (look !== undefined) setLast(look)
  }, [look])
  return look ?? last
}
