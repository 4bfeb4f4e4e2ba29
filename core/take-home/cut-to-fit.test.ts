import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cutToFit, mostCuts } from './cut-to-fit.ts'
import { takeHomeToText } from './take-home-text.ts'
import { anyPage } from './test-take-home.ts'

const anyCuts = fc.integer({ min: 0, max: mostCuts })
const lettersIn = (page: unknown) => JSON.stringify(page).length

describe('a page that is cut to fit a sheet', () => {
  it('is whole while nothing is cut', () => {
    fc.assert(fc.property(anyPage, (page) => cutToFit(page, 0) === page))
  })

  it('never grows with a cut but by the words that say how much was left out, and at last is of a known size', () => {
    fc.assert(
      fc.property(anyPage, fc.integer({ min: 1, max: mostCuts }), (page, cuts) => {
        expect(lettersIn(cutToFit(page, cuts))).toBeLessThanOrEqual(lettersIn(cutToFit(page, cuts - 1)) + 60)
        const { price: _, promised: __, ...rest } = cutToFit(page, mostCuts)
        expect(lettersIn(rest)).toBeLessThan(4_500)
      }),
    )
  })

  it('keeps every vehicle with a reason and its catch, every line of the price and every promise', () => {
    fc.assert(
      fc.property(anyPage, anyCuts, (page, cuts) => {
        const cut = cutToFit(page, cuts)
        expect(cut.vehicles.map(({ variantId }) => variantId)).toEqual(
          page.vehicles.map(({ variantId }) => variantId),
        )
        for (const vehicle of cut.vehicles) {
          expect(vehicle.reasons.length).toBeGreaterThan(0)
          expect(vehicle.catch).not.toBe('')
        }
        expect(cut.price?.rows).toEqual(page.price?.rows)
        expect(cut.price?.marks).toEqual(page.price?.marks)
        // Of when everything is stands last, cut or not.
        expect(page.price?.notes.at(-1)?.startsWith(cut.price?.notes.at(-1)?.split('…')[0] ?? '?')).toBe(true)
        expect(cut.promised).toEqual(page.promised)
        expect(cut.ask).toEqual(page.ask)
      }),
    )
  })

  it('says how many of the agreed sentences it leaves out', () => {
    fc.assert(
      fc.property(anyPage, anyCuts, (page, cuts) => {
        const lines = page.readBack?.lines ?? []
        const kept = cutToFit(page, cuts).readBack?.lines ?? []
        if (kept.length < lines.length) expect(kept.at(-1)).toContain(String(lines.length - kept.length + 1))
      }),
    )
  })

  it('closes every isolate that it opens, and cuts no letter in two', () => {
    fc.assert(
      fc.property(anyPage, anyCuts, (page, cuts) => {
        for (const { catch: text } of cutToFit(page, cuts).vehicles) {
          const before = page.vehicles[0]?.catch ?? ''
          const depth = (of: string) =>
            (of.match(/[\u2066-\u2068]/g)?.length ?? 0) - (of.match(/\u2069/g)?.length ?? 0)
          if (text !== before) expect(depth(text)).toBe(0)
          if (before.isWellFormed()) expect(text.isWellFormed()).toBe(true)
        }
      }),
    )
  })
})

it('the text for a message names the vehicles, who to ask and not whom it is for', () => {
  fc.assert(
    fc.property(anyPage, (page) => {
      const text = takeHomeToText({ ...page, forName: 'For Rukhsana Qureshi' })
      expect(text).not.toContain('Rukhsana')
      expect(text).toContain('Imran Sheikh')
      for (const { name } of page.vehicles) expect(text).toContain(name)
      if (page.language === 'ur')
        for (const line of text.split('\n')) if (line !== '') expect(line.startsWith('\u200F')).toBe(true)
    }),
  )
})
