import { Button, Modal, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type SubmitEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { businessDaySchema } from '../../../core/market/business-day.ts'
import { stockStates } from '../../../core/stock/stock-state.ts'
import { dayText } from '../../clock-text.ts'
import { BusyButton } from '../../components/busy-button.tsx'
import { Failure } from '../../components/fact.tsx'
import { Tap, Taps } from '../../components/tap.tsx'
import typed from '../../components/typed.module.css'
import { useReturnFocus } from '../../components/use-return-focus.ts'
import { failureCode } from '../../failure.ts'
import { useAppState, useDateLocale, useNorthstar } from '../../northstar.tsx'
import type { Car } from './find-cars.ts'
import styles from './stock.module.css'

const vehiclesShown = 6
const pauseMs = 150

type CarFormProps = {
  /** The car to change, `null` to add one. */
  readonly car: Car | null
  readonly onLeave: () => void
}

/** A car as it is written down: which vehicle, its number, colour, place and state. */
export function CarForm({ car, onLeave }: CarFormProps) {
  const { t } = useTranslation('stock')
  const { client, orpc, newId } = useNorthstar()
  const { businessDay } = useAppState()
  const queries = useQueryClient()
  const [unitId] = useState(() => car?.id ?? newId())
  const [seen, setSeen] = useState(car?.seen ?? {})
  const [fields, setFields] = useState({
    variantId: car?.variantId ?? '',
    number: car?.number ?? '',
    colour: car?.colour ?? '',
    place: car?.place ?? '',
    state: car?.state ?? ('in-stock' as const),
    arrivedOn: car === null ? businessDay : car.arrivedOn,
    expectedOn: car?.expectedOn ?? null,
  })
  const [asked, setAsked] = useState(false)
  const [removing, setRemoving] = useState(false)
  useReturnFocus()
  const reread = () => queries.invalidateQueries({ queryKey: orpc.stock.key() })
  const save = useMutation({
    mutationFn: (sent: typeof fields) =>
      car === null
        ? client.stock.add({ unitId, ...daysOf(sent) })
        : client.stock.change({ unitId, seen, ...daysOf(sent) }),
    onSuccess: onLeave,
    // What another window or laptop wrote has now been said: the next try is over it.
    onError: async (error) => {
      if (failureCode(error) !== 'CHANGED_SINCE_SEEN') return
      const { units } = await client.stock.list()
      setSeen(units.find(({ id }) => id === unitId)?.seen ?? {})
    },
    onSettled: reread,
  })
  const remove = useMutation({
    mutationFn: () => client.stock.remove({ unitId, seen }),
    onSuccess: onLeave,
    onSettled: reread,
  })
  const isComplete = fields.variantId !== '' && fields.number.trim() !== ''
  const change = (part: Partial<typeof fields>) => setFields((before) => ({ ...before, ...part }))
  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault()
    setAsked(true)
    if (isComplete && !save.isPending) save.mutate(fields)
  }
  return (
    <Modal
      opened
      size="lg"
      onClose={onLeave}
      title={t(car === null ? 'addTitle' : 'changeTitle')}
      closeButtonProps={{ 'aria-label': t('leave') }}
    >
      <form onSubmit={submit} noValidate className={styles.form}>
        <TextInput
          data-autofocus
          label={t('number')}
          description={t('numberHint')}
          className={typed.figures}
          inputWrapperOrder={['label', 'input', 'description']}
          autoComplete="off"
          spellCheck={false}
          maxLength={60}
          value={fields.number}
          onChange={(event) => change({ number: event.currentTarget.value })}
        />
        <Vehicle
          chosenId={fields.variantId}
          chosenName={car?.vehicleName ?? null}
          onChoose={(variantId) => change({ variantId })}
        />
        <h3>{t('stateLabel')}</h3>
        <Taps label={t('stateLabel')} min="9rem">
          {stockStates.map((state) => (
            <Tap key={state} chosen={fields.state === state} onTap={() => change({ state })}>
              {t(`state.${state}`)}
            </Tap>
          ))}
        </Taps>
        <div className={styles.two}>
          <TextInput
            label={t('colour')}
            className={typed.words}
            autoComplete="off"
            maxLength={80}
            value={fields.colour}
            onChange={(event) => change({ colour: event.currentTarget.value })}
          />
          <TextInput
            label={t('place')}
            className={typed.words}
            autoComplete="off"
            maxLength={120}
            value={fields.place}
            onChange={(event) => change({ place: event.currentTarget.value })}
          />
        </div>
        <Days fields={fields} onChange={change} />
        {asked && !isComplete ? (
          <p role="alert" className={styles.warn}>
            {t('missing')}
          </p>
        ) : null}
        <Failure error={save.error ?? remove.error} />
        <div className={styles.ways}>
          <BusyButton type="submit" size="lg" busy={save.isPending}>
            {t('save')}
          </BusyButton>
          <Button variant="default" size="lg" onClick={onLeave}>
            {t('leave')}
          </Button>
          {car === null ? null : removing ? (
            <BusyButton variant="outline" size="lg" busy={remove.isPending} onClick={() => remove.mutate()}>
              {t('removeSure')}
            </BusyButton>
          ) : (
            <Button variant="subtle" size="lg" onClick={() => setRemoving(true)}>
              {t('remove')}
            </Button>
          )}
        </div>
      </form>
    </Modal>
  )
}

type DaysProps = {
  readonly fields: Pick<Car, 'state' | 'arrivedOn' | 'expectedOn'>
  readonly onChange: (part: Partial<Pick<Car, 'arrivedOn' | 'expectedOn'>>) => void
}

/** Since when it stands here, or when it is to come. */
function Days({ fields: { state, arrivedOn, expectedOn }, onChange }: DaysProps) {
  const { t } = useTranslation('stock')
  const { businessDay } = useAppState()
  const locale = useDateLocale()
  if (state === 'sold') return null
  const day = (value: string) => businessDaySchema.safeParse(value).data ?? null
  return (
    <div className={styles.two}>
      {state === 'in-transit' ? (
        <TextInput
          type="date"
          label={t('expectedOn')}
          description={expectedOn === null ? null : dayText(expectedOn, locale)}
          inputWrapperOrder={['label', 'input', 'description']}
          value={expectedOn ?? ''}
          onChange={(event) => onChange({ expectedOn: day(event.currentTarget.value) })}
        />
      ) : (
        <TextInput
          type="date"
          label={t('arrivedOn')}
          description={arrivedOn === null ? null : dayText(arrivedOn, locale)}
          inputWrapperOrder={['label', 'input', 'description']}
          max={businessDay}
          value={arrivedOn ?? ''}
          onChange={(event) => onChange({ arrivedOn: day(event.currentTarget.value) })}
        />
      )}
    </div>
  )
}

/** A car on its way stands nowhere yet, and one that stands here is expected no more. */
function daysOf<F extends Pick<Car, 'state' | 'arrivedOn' | 'expectedOn'>>(fields: F): F {
  return fields.state === 'in-transit' ? { ...fields, arrivedOn: null } : { ...fields, expectedOn: null }
}

type VehicleProps = {
  readonly chosenId: string
  /** As the stock calls it, for one that the catalogue does not have any more. */
  readonly chosenName: string | null
  readonly onChoose: (variantId: string) => void
}

/** Which vehicle of the catalogue it is, by a few letters. */
function Vehicle({ chosenId, chosenName, onChoose }: VehicleProps) {
  const { t } = useTranslation('stock')
  const { orpc } = useNorthstar()
  const { language } = useAppState()
  const [text, setText] = useState('')
  const [words] = useDebouncedValue(text.trim(), pauseMs)
  const search = useQuery(
    orpc.catalogue.search.queryOptions({
      input: {
        language,
        words,
        limit: vehiclesShown,
        ids: words === '' && chosenId !== '' ? [chosenId] : [],
      },
      enabled: words !== '' || chosenId !== '',
      placeholderData: keepPreviousData,
    }),
  )
  const found = (search.data?.vehicles ?? []).map(({ id, brand, model, name }) => ({
    id,
    name: `${brand} ${model} ${name}`,
  }))
  const chosen = found.find(({ id }) => id === chosenId) ?? { id: chosenId, name: chosenName ?? chosenId }
  const offered = text.trim() !== '' ? found : chosenId === '' ? [] : [chosen]
  const isNothingFound =
    text.trim() !== '' &&
    text.trim() === words &&
    search.isSuccess &&
    !search.isFetching &&
    found.length === 0
  return (
    <div className={styles.form}>
      <TextInput
        label={t('vehicle')}
        placeholder={t('findVehicle')}
        className={typed.words}
        autoComplete="off"
        value={text}
        error={isNothingFound ? t('noVehicle', { text }) : null}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      {offered.length === 0 ? null : (
        <Taps label={t('vehicle')} min="13rem">
          {offered.map(({ id, name }) => (
            <Tap
              key={id}
              chosen={id === chosenId}
              onTap={() => {
                onChoose(id)
                setText('')
              }}
            >
              <bdi>{name}</bdi>
            </Tap>
          ))}
        </Taps>
      )}
      <Failure error={search.error} />
    </div>
  )
}
