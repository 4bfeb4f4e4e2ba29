import { TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { Ref } from 'react'
import { useNorthstar, useSentence } from '../northstar.tsx'
import typed from './typed.module.css'

const settleMs = 250

type MoneyFieldProps = {
  readonly label: string
  readonly description: string
  readonly value: string
  readonly fault?: string | null
  /** How the amount was understood, said back, e.g. “Read as Rs 4,250,000 (42.5 lakh)”. */
  readonly say: (text: string) => string
  readonly onChange: (value: string) => void
  readonly inputRef?: Ref<HTMLInputElement>
}

/** An amount as people of the market write it, with what was understood said back under it. */
export function MoneyField({
  label,
  description,
  value,
  fault = null,
  say,
  onChange,
  inputRef,
}: MoneyFieldProps) {
  const { orpc } = useNorthstar()
  const sentenceOf = useSentence()
  const [text] = useDebouncedValue(value.trim(), settleMs)
  const read = useQuery(
    orpc.discovery.readMoney.queryOptions({
      input: { text },
      enabled: text !== '',
      placeholderData: keepPreviousData,
      staleTime: Number.POSITIVE_INFINITY,
    }),
  )
  const settled = text !== '' && text === value.trim()
  const refused = settled && read.error !== null ? sentenceOf(read.error) : null
  const understood = settled && read.data !== undefined && !read.isPlaceholderData && refused === null
  return (
    <TextInput
      ref={inputRef}
      className={typed.words}
      label={label}
      description={understood ? say(read.data.text) : description}
      error={refused ?? fault}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      inputMode="text"
      autoComplete="off"
      maxLength={80}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  )
}
