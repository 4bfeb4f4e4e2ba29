import { Modal } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type KeyboardEvent, useEffect, useEffectEvent, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation, useNavigate } from 'react-router'
import { isTemplate } from '../../core/discovery/template.ts'
import { useIdsToMake } from '../ids-to-make.ts'
import { useAppState, useNorthstar } from '../northstar.tsx'
import { screens } from '../routes.ts'
import { useIsManager } from '../signed-in.ts'
import { Failure } from './fact.tsx'
import { lastDigits } from './last-digits.ts'
import styles from './palette.module.css'
import { useReturnFocus } from './use-return-focus.ts'

type Entry = {
  readonly id: string
  readonly name: string
  readonly detail: string | null
  readonly run: () => void
}
type Group = { readonly title: string; readonly entries: readonly Entry[] }

const shortest = 2
const shownOfAKind = 5

/** Finds customers, vehicles, topics of the open conversation, screens and commands by a few letters. */
export function Palette({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation()
  const listId = useId()
  const [typed, setTyped] = useState('')
  const [active, setActive] = useState(0)
  const [isEntered, setIsEntered] = useState(false)
  const { groups, error, busy } = useGroups(typed, onClose)
  useReturnFocus()
  const entries = groups.flatMap((group) => group.entries)
  const current = entries[Math.min(active, entries.length - 1)]
  // Enter pressed while the list is still of fewer letters: what it would run is not what was typed.
  const runFound = useEffectEvent(() => {
    setIsEntered(false)
    current?.run()
  })
  useEffect(() => {
    if (isEntered && !busy) runFound()
  }, [isEntered, busy])

  function onKeyDown(event: KeyboardEvent) {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step !== 0 && entries.length > 0) {
      event.preventDefault()
      setIsEntered(false)
      setActive((before) => (Math.min(before, entries.length - 1) + step + entries.length) % entries.length)
    } else if (event.key === 'Enter') {
      event.preventDefault()
      if (active > 0) current?.run()
      else setIsEntered(true)
    }
  }

  return (
    <Modal
      opened
      onClose={onClose}
      withCloseButton={false}
      size="lg"
      yOffset="10vh"
      centered={false}
      padding={0}
      attributes={{ content: { 'aria-label': t('palette.title') } }}
    >
      <input
        type="text"
        role="combobox"
        data-autofocus
        className={styles.input}
        aria-label={t('palette.title')}
        aria-expanded={entries.length > 0}
        aria-controls={listId}
        aria-activedescendant={current === undefined ? undefined : `${listId}-${current.id}`}
        placeholder={t('palette.placeholder')}
        autoComplete="off"
        spellCheck={false}
        dir="auto"
        value={typed}
        onChange={(event) => {
          setTyped(event.currentTarget.value)
          setActive(0)
          setIsEntered(false)
        }}
        onKeyDown={onKeyDown}
      />
      <div id={listId} role="listbox" aria-label={t('palette.title')} className={styles.list}>
        {groups.map((group) => (
          // biome-ignore lint/a11y/useSemanticElements: a group of options in a listbox
          <div key={group.title} role="group" aria-label={group.title}>
            <p className={styles.group} aria-hidden="true">
              {group.title}
            </p>
            {group.entries.map((entry) => (
              // biome-ignore lint/a11y/useFocusableInteractive: the combobox keeps the focus and names the active option
              // biome-ignore lint/a11y/useKeyWithClickEvents: the combobox takes the keys
              <div
                key={entry.id}
                id={`${listId}-${entry.id}`}
                role="option"
                aria-selected={entry === current}
                className={styles.entry}
                ref={(node) => {
                  if (entry === current) node?.scrollIntoView({ block: 'nearest' })
                }}
                onClick={entry.run}
              >
                <bdi>{entry.name}</bdi>
                {entry.detail === null ? null : <bdi className={styles.detail}>{entry.detail}</bdi>}
              </div>
            ))}
          </div>
        ))}
      </div>
      {entries.length === 0 && typed.trim() !== '' && !busy ? (
        <p className={styles.nothing}>{t('palette.nothing', { text: typed.trim() })}</p>
      ) : null}
      <Failure error={error} />
      <p className={styles.keys}>{t('palette.keys')}</p>
    </Modal>
  )
}

function useGroups(typed: string, onClose: () => void) {
  const { t } = useTranslation()
  const { t: discovery } = useTranslation('discovery')
  const { t: titles } = useTranslation(['backups', 'imports', 'access-log', 'rates', 'retention'])
  const { orpc } = useNorthstar()
  const { language } = useAppState()
  const isManager = useIsManager()
  const navigate = useNavigate()
  const { pathname, search } = useLocation()
  const walkIn = useWalkIn(onClose)
  const [text] = useDebouncedValue(typed.trim(), 150)
  const isLong = text.length >= shortest
  const isThere = (path: string) => screens.some((screen) => screen.path === path)
  const canOpenCustomers = isThere('/customers/:customerId')
  const canOpenVehicles = isThere('/vehicles')
  const customers = useQuery(
    orpc.customers.search.queryOptions({
      input: { text, limit: shownOfAKind },
      enabled: isLong && canOpenCustomers,
      placeholderData: keepPreviousData,
    }),
  )
  const vehicles = useQuery(
    orpc.catalogue.search.queryOptions({
      input: { language, words: text, limit: shownOfAKind },
      enabled: isLong && canOpenVehicles,
      placeholderData: keepPreviousData,
    }),
  )
  const talking = pathname.startsWith('/discovery/')
  const bank = useQuery(
    orpc.discovery.bank.queryOptions({
      staleTime: Number.POSITIVE_INFINITY,
      enabled: talking,
    }),
  )
  const go = (to: string) => () => {
    onClose()
    void navigate(to)
  }
  const lower = typed.trim().toLowerCase()
  const named = (entry: Entry) => entry.name.toLowerCase().includes(lower)

  const commands: Entry[] = [{ id: 'walk-in', name: t('palette.walkIn'), detail: null, run: walkIn.run }]
  const places: Entry[] = screens.flatMap(({ path, rail, manager }) =>
    rail !== undefined
      ? [{ id: path, name: t(`rail.${rail.word}`), detail: null, run: go(path) }]
      : manager !== undefined && isManager
        ? [{ id: path, name: titles(`${manager}:title`), detail: null, run: go(path) }]
        : [],
  )
  const topics: Entry[] = (talking ? (bank.data?.topics ?? []) : []).flatMap((topic) =>
    topic.questions.slice(0, 1).map((question) => ({
      id: topic.id,
      name: topic.name[language],
      // What a template asks about is found when it is opened.
      detail: isTemplate(question) ? null : question.ask[language],
      run: go(`${pathname}?${withAsk(search, question.id)}`),
    })),
  )
  const people: Entry[] = (isLong && canOpenCustomers ? (customers.data?.customers ?? []) : []).map(
    (person) => ({
      id: person.id,
      name: person.name ?? t('palette.noName'),
      detail:
        person.phone === null ? null : discovery('customer.ending', { digits: lastDigits(person.phone) }),
      run: go(`/customers/${person.id}`),
    }),
  )
  const cars: Entry[] = (isLong && canOpenVehicles ? (vehicles.data?.vehicles ?? []) : []).map((vehicle) => ({
    id: vehicle.id,
    name: `${vehicle.brand} ${vehicle.model} ${vehicle.name}`,
    detail: vehicle.priceText,
    run: go(`/vehicles?vehicle=${encodeURIComponent(vehicle.id)}`),
  }))
  const groups: Group[] = [
    { title: t('palette.customers'), entries: people },
    { title: t('palette.vehicles'), entries: cars },
    { title: t('palette.topics'), entries: lower === '' ? [] : topics.filter(named) },
    { title: t('palette.commands'), entries: commands.filter(named) },
    { title: t('palette.screens'), entries: places.filter(named) },
  ]
  return {
    groups: groups.filter((group) => group.entries.length > 0),
    error: walkIn.error ?? customers.error ?? vehicles.error,
    busy: text !== typed.trim() || customers.isFetching || vehicles.isFetching,
  }
}

function useWalkIn(onClose: () => void) {
  const { orpc } = useNorthstar()
  const queries = useQueryClient()
  const navigate = useNavigate()
  const ids = useIdsToMake()
  const start = useMutation(
    orpc.visits.start.mutationOptions({
      onSuccess: async (visit) => {
        ids.granted()
        await queries.invalidateQueries({ queryKey: orpc.visits.key() })
        onClose()
        await navigate(`/discovery/${visit.opportunityId}?visit=${visit.id}`)
      },
    }),
  )
  return {
    run: () => {
      const walkIn = { arrival: 'unknown' as const, customerId: null, opportunityId: null }
      if (!start.isPending) start.mutate({ visitId: ids.idFor(walkIn), ...walkIn })
    },
    error: start.error,
  }
}

function withAsk(search: string, questionId: string): string {
  const params = new URLSearchParams(search)
  params.set('ask', questionId)
  return params.toString()
}
