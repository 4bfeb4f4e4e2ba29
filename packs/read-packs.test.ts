import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { foldLetters } from '../core/market/fold-letters.ts'
import { readPhone } from '../core/market/phone.ts'
import { readBaseCatalogueFiles, readMarketPack, readQuestionBank } from './read-packs.ts'

const packsFolder = fileURLToPath(new URL('.', import.meta.url))

describe('the market pack of Pakistan', () => {
  const market = readMarketPack(packsFolder, 'pk')

  it('counts whole rupees, in lakh and crore, in Karachi’s time', () => {
    expect(market).toMatchObject({
      timeZone: 'Asia/Karachi',
      currency: { code: 'PKR', minorDigits: 0, grouping: 'thousands' },
    })
    expect(market.numberWords.filter(({ shown }) => shown).map(({ name }) => name.en)).toEqual([
      'crore',
      'lakh',
    ])
    expect(readPhone('0300 1234567', market)).toBe('+923001234567')
  })

  it('spells no two number words alike', () => {
    const spellings = market.numberWords.flatMap((word) =>
      [word.name.en, word.name.ur, ...word.spellings].map(foldLetters),
    )
    expect(spellings.filter((spelling, at) => spellings.indexOf(spelling) !== at)).toEqual([])
  })

  it('has one consent wording a purpose, and names each reason and mode once', () => {
    expect(market.consents.map(({ purpose }) => purpose).sort()).toEqual([
      'follow-up',
      'marketing',
      'share-with-maker',
    ])
    for (const list of [market.lostReasons, market.paymentModes])
      expect(new Set(list.map(({ code }) => code)).size).toBe(list.length)
  })

  it('comes with a question bank', () => {
    expect(readQuestionBank(packsFolder, market).topics.length).toBeGreaterThan(0)
  })
})

describe('a pack whose files are broken', () => {
  let folder = ''
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'northstar-packs-'))
    mkdirSync(join(folder, 'pk', 'catalogue'), { recursive: true })
  })
  afterEach(() => rmSync(folder, { recursive: true }))

  const market = readMarketPack(packsFolder, 'pk')

  it.each([
    ['missing', null],
    ['not JSON', '{'],
    ['of another shape', '{"id":"pk"}'],
  ])('is not read when its market is %s, and the file is named', (_, text) => {
    if (text !== null) writeFileSync(join(folder, 'pk', 'market.json'), text)
    expect(() => readMarketPack(folder, 'pk')).toThrow(join('pk', 'market.json'))
    expect(() => readQuestionBank(folder, market)).toThrow(join('pk', 'question-bank.json'))
  })

  it.each([
    ['without their columns', 'id,title\nx,X'],
    ['with an unknown status', 'id,title,collected,status,note\nx,X,2026,guessed,'],
    ['with open quotation marks', 'id,title,collected,status,note\nx,"X,2026,reported,'],
  ])('is not read when its sources are %s, and the file is named', (_, text) => {
    writeFileSync(join(folder, 'pk', 'catalogue', 'figures.csv'), '')
    writeFileSync(join(folder, 'pk', 'catalogue', 'sources.csv'), text)
    expect(() => readBaseCatalogueFiles(folder, market)).toThrow('sources.csv')
  })
})
