import type { Language } from '../../../core/market/language.ts'
import type { Outputs } from '../../northstar.tsx'

export type Overview = Outputs['catalogue']['overview']
export type CodeWish = keyof Overview['choices']
export type Order = 'name' | 'price' | 'newest'

/** What to look for as it stands in the address: the price is text until it has been read. */
export interface TypedWishes extends Readonly<Record<CodeWish, readonly string[]>> {
  readonly words: string
  readonly seatsAtLeast: number | null
  readonly price: string
  readonly inStock: boolean
}

/** The wishes as they are asked, their price read. */
export interface Asked extends Readonly<Record<CodeWish, readonly string[]>> {
  readonly language: Language
  readonly words: string
  readonly seatsAtLeast: number | null
  readonly priceAtMostMinor: number | null
  readonly inStock: boolean
  readonly fit: 'fitting' | 'cannot-tell'
}

export const codeWishes = ['body', 'fuel', 'transmission', 'drive'] as const satisfies readonly CodeWish[]
export const orders = ['name', 'price', 'newest'] as const satisfies readonly Order[]

/** So many are compared at once. */
export const mostPicks = 4

const longestText = { q: 200, price: 80 } as const

/** The wishes that an address holds; what cannot be one is left out. */
export function wishesIn(params: URLSearchParams): TypedWishes {
  const codes = (wish: CodeWish) =>
    [...new Set(params.getAll(wish))].filter((code) => /^[a-z-]{1,40}$/.test(code)).slice(0, 31)
  const seats = Number(params.get('seats'))
  return {
    words: textIn(params, 'q'),
    body: codes('body'),
    fuel: codes('fuel'),
    transmission: codes('transmission'),
    drive: codes('drive'),
    seatsAtLeast: Number.isInteger(seats) && seats > 0 && seats < 100 ? seats : null,
    price: textIn(params, 'price'),
    inStock: params.has('stock'),
  }
}

export function textIn(params: URLSearchParams, name: keyof typeof longestText): string {
  return (params.get(name) ?? '').slice(0, longestText[name])
}

export function orderIn(params: URLSearchParams): Order {
  return orders.find((order) => order === params.get('order')) ?? 'name'
}

/** The vehicles that are chosen to be compared. */
export function picksIn(params: URLSearchParams): readonly string[] {
  return [...new Set(params.getAll('pick'))]
    .filter((id) => /^[a-z0-9-]+(\/[a-z0-9-]+){2}$/.test(id))
    .slice(0, mostPicks)
}

/** Whether anything has been wished for. */
export function isAnythingWished(wishes: TypedWishes): boolean {
  const { words, seatsAtLeast, price, inStock } = wishes
  return (
    words.trim() !== '' ||
    price.trim() !== '' ||
    seatsAtLeast !== null ||
    inStock ||
    codeWishes.some((wish) => wishes[wish].length > 0)
  )
}

type Change = Readonly<Record<string, string | readonly string[] | null>>

/** An address with some of it changed: `null`, an empty text and an empty list take a part out of it. */
export function changed(params: URLSearchParams, change: Change): URLSearchParams {
  const next = new URLSearchParams(params)
  for (const [name, value] of Object.entries(change)) {
    next.delete(name)
    for (const one of typeof value === 'string' ? [value] : (value ?? []))
      if (one !== '') next.append(name, one)
  }
  return next
}

/** A list with one more, or without it where it has it. */
export function toggled(list: readonly string[], one: string): readonly string[] {
  return list.includes(one) ? list.filter((other) => other !== one) : [...list, one]
}

/** Takes out every wish and leaves what is open and what is chosen. */
export const withoutWishes: Change = {
  q: null,
  price: null,
  seats: null,
  stock: null,
  body: null,
  fuel: null,
  transmission: null,
  drive: null,
  unsure: null,
}
