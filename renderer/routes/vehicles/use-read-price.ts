import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useNorthstar } from '../../northstar.tsx'

export interface ReadPrice {
  readonly amountMinor: number | null
  /** The amount as it was understood. */
  readonly words: string | null
  readonly error: Error | null
}

/** Reads a price as people of the market write it; until there is one that can be read, it is no wish. */
export function useReadPrice(price: string): ReadPrice {
  const { orpc } = useNorthstar()
  const text = price.trim()
  const { data, error } = useQuery(
    orpc.discovery.readMoney.queryOptions({
      input: { text },
      enabled: text !== '',
      placeholderData: keepPreviousData,
      retry: false,
    }),
  )
  if (text === '') return { amountMinor: null, words: null, error: null }
  if (error !== null) return { amountMinor: null, words: null, error }
  return { amountMinor: data?.money.amountMinor ?? null, words: data?.text ?? null, error }
}
