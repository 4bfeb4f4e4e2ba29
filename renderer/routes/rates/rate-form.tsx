import { Button, Modal, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type SubmitEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { readConditions } from '../../../core/market/rate-conditions.ts'
import { BusyButton } from '../../components/busy-button.tsx'
import { Failure } from '../../components/fact.tsx'
import typed from '../../components/typed.module.css'
import { useReturnFocus } from '../../components/use-return-focus.ts'
import { failureCode } from '../../failure.ts'
import { useAppState, useNorthstar } from '../../northstar.tsx'
import { Conditions, emptyFacts } from './conditions.tsx'
import { conditionsText } from './conditions-text.ts'
import type { RateFact, RateKind, RateLine } from './find-rates.ts'
import styles from './rates.module.css'

type RateFormProps = {
  readonly kind: RateKind
  /** What is to be changed, `null` for a rate of something that has none yet. */
  readonly line: RateLine | null
  readonly facts: readonly RateFact[]
  readonly onLeave: () => void
}

/** As they are typed; days as the date field gives them. */
interface Fields {
  readonly value: string
  readonly from: string
  readonly until: string
  readonly source: string
  readonly asOf: string
}

/** A rate as a manager writes it down: how much, from which day on, who says so and since when. */
export function RateForm({ kind, line, facts, onLeave }: RateFormProps) {
  const { t } = useTranslation('rates')
  const { client, orpc } = useNorthstar()
  const { businessDay, language } = useAppState()
  const queries = useQueryClient()
  const unit = (line?.current ?? line?.ended[0])?.unit ?? kind.unit ?? kind.lines[0]?.current?.unit ?? null
  const [chosen, setChosen] = useState(() => emptyFacts(facts))
  const [fields, setFields] = useState<Fields>({
    value: line?.current ? String(line.current.value) : '',
    from: businessDay,
    until: '',
    source: '',
    asOf: businessDay,
  })
  const [asked, setAsked] = useState(false)
  const [lines, setLines] = useState(kind.lines)
  useReturnFocus()
  const applies = line === null ? canonical(conditionsText(chosen)) : line.applies
  const save = useMutation({
    mutationFn: (sent: Fields) => {
      const {
        current = null,
        toCome = [],
        ended = [],
      } = lines.find((known) => known.applies === applies) ?? {}
      const standing = [current, ...toCome, ...ended].find((view) => view?.from === sent.from)
      return client.rates.change({
        rate: kind.code,
        applies,
        unit: unit?.code ?? '',
        ...sent,
        until: sent.until === '' ? null : sent.until,
        seen: standing?.seen ?? {},
      })
    },
    onSuccess: onLeave,
    // What another window or laptop wrote has now been said: the next try is over it.
    onError: async (error) => {
      if (failureCode(error) !== 'CHANGED_SINCE_SEEN') return
      const { groups } = await client.rates.list({ language })
      const kinds = groups.flatMap((group) => group.kinds)
      setLines(kinds.find(({ code }) => code === kind.code)?.lines ?? [])
    },
    onSettled: () => queries.invalidateQueries({ queryKey: orpc.rates.key() }),
  })
  const isComplete = fields.value.trim() !== '' && fields.source.trim() !== ''
  const change = (part: Partial<Fields>) => setFields((before) => ({ ...before, ...part }))
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
      title={kind.name}
      closeButtonProps={{ 'aria-label': t('form.leave') }}
    >
      <form onSubmit={submit} noValidate className={styles.form}>
        {line === null ? (
          <Conditions facts={facts} chosen={chosen} onChange={setChosen} />
        ) : (
          <p>
            <span className="ns-soft">{t('form.for')}</span> {line.appliesText}
          </p>
        )}
        <TextInput
          data-autofocus
          label={t('form.value', { unit: unit?.text ?? '' })}
          className={typed.figures}
          inputMode="decimal"
          autoComplete="off"
          maxLength={20}
          value={fields.value}
          onChange={(event) => change({ value: event.currentTarget.value })}
        />
        <div className={styles.two}>
          <TextInput
            type="date"
            label={t('form.from')}
            value={fields.from}
            onChange={(event) => change({ from: event.currentTarget.value })}
          />
          <TextInput
            type="date"
            label={t('form.until')}
            value={fields.until}
            onChange={(event) => change({ until: event.currentTarget.value })}
          />
        </div>
        <TextInput
          label={t('form.source')}
          className={typed.words}
          autoComplete="off"
          maxLength={200}
          value={fields.source}
          onChange={(event) => change({ source: event.currentTarget.value })}
        />
        <TextInput
          type="date"
          label={t('form.asOf')}
          max={businessDay}
          value={fields.asOf}
          onChange={(event) => change({ asOf: event.currentTarget.value })}
        />
        {asked && !isComplete ? (
          <p role="alert" className={styles.warn}>
            {t('form.missing')}
          </p>
        ) : null}
        <Failure error={save.error} />
        <div className={styles.ways}>
          <BusyButton type="submit" size="lg" busy={save.isPending}>
            {t('form.save')}
          </BusyButton>
          <Button variant="default" size="lg" onClick={onLeave}>
            {t('form.leave')}
          </Button>
        </div>
      </form>
    </Modal>
  )
}

/** As the store's rows are written, whatever order it was chosen in; as it is where it cannot be read. */
function canonical(applies: string): string {
  const read = readConditions(applies)
  return read.type === 'read' ? read.text : applies
}
