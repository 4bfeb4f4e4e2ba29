import { NativeSelect, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { codeNames } from '../../../core/catalogue/figure-words.ts'
import typedStyles from '../../components/typed.module.css'
import { useLanguage, useNorthstar, useSentence } from '../../northstar.tsx'
import { codesOf, type Vehicle, type Wishes } from './find-vehicles.ts'
import styles from './vehicles.module.css'

const pauseMs = 350
const seatChoices = [4, 5, 6, 7, 8]

/** The wishes as they are typed: the price is text until it has been read. */
export type TypedWishes = Omit<Wishes, 'priceAtMostMinor'> & { readonly price: string }

export const nothingTyped: TypedWishes = { words: '', body: null, fuel: null, seatsAtLeast: null, price: '' }

/**
 * Reads the typed price as people of the market write it; until there is one that can be read, it is no wish.
 * `words` is the amount as it was understood.
 */
export function useReadPrice(price: string): {
  readonly amountMinor: number | null
  readonly words: string | null
  readonly error: Error | null
} {
  const { orpc } = useNorthstar()
  const [asked] = useDebouncedValue(price.trim(), pauseMs)
  const { data, error } = useQuery(
    orpc.discovery.readMoney.queryOptions({
      input: { text: asked },
      enabled: asked !== '',
      placeholderData: keepPreviousData,
    }),
  )
  if (asked === '' || price.trim() === '') return { amountMinor: null, words: null, error: null }
  return { amountMinor: data?.money.amountMinor ?? null, words: data?.text ?? null, error }
}

/** Whether anything has been wished for. */
export function isAnythingTyped(typed: TypedWishes): boolean {
  return Object.values(typed).some((wish) => wish !== null && wish !== '')
}

type WishFormProps = {
  readonly vehicles: readonly Vehicle[]
  readonly typed: TypedWishes
  readonly readPrice: ReturnType<typeof useReadPrice>
  readonly onChange: (typed: TypedWishes) => void
}

/** What to look for: words, body, fuel, seats, and a price as people of the market say it. */
export function WishForm({ vehicles, typed, readPrice, onChange }: WishFormProps) {
  const { t } = useTranslation('vehicles')
  const language = useLanguage()
  const sentence = useSentence()
  const choice = (attribute: 'body' | 'fuel') => (
    <NativeSelect
      size="md"
      label={t(attribute)}
      value={typed[attribute] ?? ''}
      data={[
        { value: '', label: t('any') },
        ...codesOf(vehicles, attribute).map((code) => ({
          value: code,
          label: codeNames[code]?.[language] ?? code,
        })),
      ]}
      onChange={(event) => onChange({ ...typed, [attribute]: event.currentTarget.value || null })}
    />
  )
  return (
    <search className={styles.wishes}>
      <TextInput
        className={`${styles.words} ${typedStyles.words}`}
        size="lg"
        type="search"
        autoComplete="off"
        spellCheck={false}
        aria-label={t('words')}
        placeholder={t('words')}
        leftSection={<IconSearch aria-hidden size={22} stroke={1.6} />}
        value={typed.words}
        onChange={(event) => onChange({ ...typed, words: event.currentTarget.value })}
      />
      {choice('body')}
      {choice('fuel')}
      <NativeSelect
        size="md"
        label={t('seats')}
        value={typed.seatsAtLeast ?? ''}
        data={[
          { value: '', label: t('any') },
          ...seatChoices.map((seats) => ({
            value: String(seats),
            label: t('seatsAtLeast', { seats }),
          })),
        ]}
        onChange={(event) => onChange({ ...typed, seatsAtLeast: Number(event.currentTarget.value) || null })}
      />
      <TextInput
        label={t('priceAtMost')}
        placeholder={t('pricePlaceholder')}
        className={typedStyles.words}
        autoComplete="off"
        maxLength={80}
        value={typed.price}
        error={readPrice.error === null ? null : sentence(readPrice.error)}
        description={readPrice.error === null ? readPrice.words : null}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        onChange={(event) => onChange({ ...typed, price: event.currentTarget.value })}
      />
    </search>
  )
}
