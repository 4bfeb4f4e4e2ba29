import { describe, expect, it } from 'vitest'
import { changed, isAnythingWished, orderIn, picksIn, toggled, wishesIn, withoutWishes } from './wishes.ts'

const address = (text: string) => new URLSearchParams(text)

describe('the wishes in an address', () => {
  it('are all that were wished for, of a kind as many as there are', () => {
    const params = address(
      'q=civic&body=suv&body=sedan&fuel=hybrid&seats=7&price=60+lakh&stock=1&order=price',
    )
    expect(wishesIn(params)).toEqual({
      words: 'civic',
      body: ['suv', 'sedan'],
      fuel: ['hybrid'],
      transmission: [],
      drive: [],
      seatsAtLeast: 7,
      price: '60 lakh',
      inStock: true,
    })
    expect(orderIn(params)).toBe('price')
  })

  it('are none where there is nothing, or nonsense', () => {
    const nonsense = address('seats=-2&seats=x&body=<script>&order=cheap&pick=../..')
    for (const params of [address(''), nonsense]) {
      expect(isAnythingWished(wishesIn(params))).toBe(false)
      expect([orderIn(params), picksIn(params)]).toEqual(['name', []])
    }
  })

  it('go, and what is open and chosen stays', () => {
    const params = address('q=civic&body=suv&stock=1&unsure=1&pick=a/b/c&vehicle=a/b/d')
    expect(changed(params, withoutWishes).toString()).toBe('pick=a%2Fb%2Fc&vehicle=a%2Fb%2Fd')
  })

  it('are changed one at a time', () => {
    const params = address('body=suv&seats=5')
    expect(changed(params, { body: toggled(['suv'], 'van') }).toString()).toBe('seats=5&body=suv&body=van')
    expect(changed(params, { body: toggled(['suv'], 'suv'), seats: '' }).toString()).toBe('')
  })
})

it('at most four are chosen to be compared, each once', () => {
  const ids = ['a', 'b', 'b', 'c', 'd', 'e'].map((name) => `x/y/${name}`)
  expect(picksIn(address(ids.map((id) => `pick=${id}`).join('&')))).toEqual([
    'x/y/a',
    'x/y/b',
    'x/y/c',
    'x/y/d',
  ])
})
