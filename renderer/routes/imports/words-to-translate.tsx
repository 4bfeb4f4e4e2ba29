import { NativeSelect, Select } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Panel } from '../../components/panel.tsx'
import { type Outputs, useLanguage, useNorthstar } from '../../northstar.tsx'
import { counted } from './counted.ts'
import styles from './imports.module.css'
import { type ChangeForm, type Field, type MappingForm, withTranslation } from './mapping-form.ts'

type Unknown = Outputs['imports']['check']['words'][number]

type WordsToTranslateProps = {
  /** The words that stand for no code yet; those that a person has just said something of are among them. */
  readonly words: readonly Unknown[]
  readonly fields: readonly Field[]
  readonly form: MappingForm
  readonly onForm: ChangeForm
}

/** Each word of the file that Northstar does not know, how often it stands there, and what it means. */
export function WordsToTranslate({ words, fields, form, onForm }: WordsToTranslateProps) {
  const { t } = useTranslation('imports')
  const shown = words.flatMap((unknown) => {
    const field = fields.find(({ id }) => id === unknown.field)
    return field === undefined || unknown.words.length === 0 ? [] : [{ ...unknown, ...pick(field) }]
  })
  if (shown.length === 0) return null
  return (
    <Panel title={t('words.title')}>
      <p className="ns-soft">{t(shown.some(isOfVehicle) ? 'words.textCars' : 'words.text')}</p>
      {shown.map(({ field, kind, label, codes, words: unknown, more }) => (
        <section key={field} className={styles.words} aria-label={label}>
          <h3>{label}</h3>
          <ul>
            {unknown.map(({ word, text, count }) => {
              const said = form.get(field)?.translations[word]
              return (
                <li key={word} className={styles.word}>
                  <bdi className={styles.wordText}>{text}</bdi>
                  <span className="ns-soft ns-small ns-figure">{t('words.rows', counted(count))}</span>
                  {kind === 'vehicle' ? (
                    <VehicleMeant
                      text={text}
                      vehicleId={said ?? null}
                      onVehicle={(vehicleId) => onForm((now) => withTranslation(now, field, word, vehicleId))}
                    />
                  ) : (
                    <CodeMeant
                      text={text}
                      said={said ?? null}
                      codes={codes}
                      onCode={(code) => onForm((now) => withTranslation(now, field, word, code))}
                    />
                  )}
                </li>
              )
            })}
          </ul>
          {more === 0 ? null : <p className="ns-soft">{t('words.more', counted(more))}</p>}
        </section>
      ))}
    </Panel>
  )
}

/** Without its vehicle a row cannot go in, whatever else it says. */
const isOfVehicle = ({ kind }: Pick<Field, 'kind'>) => kind === 'vehicle'
const pick = ({ label, kind, codes }: Field) => ({ label, kind, codes })

const undecided = '\u0000'

function CodeMeant(props: {
  readonly text: string
  /** A code, empty for "not known", `null` while nothing is said. */
  readonly said: string | null
  readonly codes: Field['codes']
  readonly onCode: (code: string | null) => void
}) {
  const { t } = useTranslation('imports')
  return (
    <NativeSelect
      size="md"
      aria-label={t('words.meansOf', { word: props.text })}
      value={props.said ?? undecided}
      data={[
        { value: undecided, label: t('words.undecided') },
        { value: '', label: t('words.unknown') },
        ...props.codes.map(({ code, name }) => ({ value: code, label: name })),
      ]}
      onChange={({ currentTarget: { value } }) => props.onCode(value === undecided ? null : value)}
    />
  )
}

const pauseMs = 200

/** A vehicle of the catalogue, found by a few letters; at first those that the file’s name for it may mean, else of its brand. */
function VehicleMeant(props: {
  readonly text: string
  readonly vehicleId: string | null
  readonly onVehicle: (vehicleId: string | null) => void
}) {
  const { t } = useTranslation('imports')
  const [typed, setTyped] = useState('')
  const [asked] = useDebouncedValue(typed.trim(), pauseMs)
  const [isOpen, setIsOpen] = useState(false)
  const ofName = useVehicles(asked === '' ? props.text : asked, props.vehicleId, isOpen)
  const [brand = ''] = props.text.split(/\s+/)
  const isNothing = asked === '' && ofName !== null && !ofName.some(({ id }) => id !== props.vehicleId)
  const ofBrand = useVehicles(brand, props.vehicleId, isOpen && isNothing)
  const vehicles = (isNothing ? ofBrand : ofName) ?? []
  return (
    <Select
      size="md"
      searchable
      clearable
      autoComplete="off"
      aria-label={t('words.meansOf', { word: props.text })}
      placeholder={t('words.undecided')}
      clearButtonProps={{ 'aria-label': `${t('words.undecided')}: ${props.text}` }}
      nothingFoundMessage={t('map.nothingFound', { text: asked === '' ? props.text : asked })}
      data={vehicles.map(({ id, brand, model, name }) => ({
        value: id,
        label: `${brand} ${model} ${name}`,
      }))}
      // What is found is what was asked for: there is nothing left to sort out here.
      filter={({ options }) => options}
      value={props.vehicleId}
      onDropdownOpen={() => setIsOpen(true)}
      onSearchChange={setTyped}
      onChange={props.onVehicle}
    />
  )
}

/** Vehicles that go by some words, and the one that was chosen. */
function useVehicles(words: string, chosenId: string | null, isOpen: boolean) {
  const { orpc } = useNorthstar()
  const language = useLanguage()
  const { data } = useQuery(
    orpc.catalogue.search.queryOptions({
      input: { language, words, ids: chosenId === null ? [] : [chosenId] },
      enabled: isOpen || chosenId !== null,
      placeholderData: keepPreviousData,
    }),
  )
  return data?.vehicles ?? null
}
