import { describe, expect, it } from 'vitest'
import { pakistan, theStates } from './test-markets.ts'
import {
  codeShown,
  emptyWizard,
  faultsOf,
  languageOf,
  numberOf,
  setUpOf,
  stepAfter,
  stepBefore,
  steps,
  timeZoneOf,
  type Wizard,
} from './wizard.ts'

const pin = { first: '730194', again: '730194' }
const filled: Wizard = {
  ...emptyWizard,
  storeName: 'Clifton Motors',
  storeCode: 'KHI-01',
  yourName: 'عائشہ',
  pin,
  others: [
    { key: 'a', name: 'Imran Sheikh', role: 'consultant', pin: '271828' },
    { key: 'b', name: 'Bilal Ahmed', role: 'service-adviser', pin: null },
  ],
}
const unsaid = { storeName: 'میرا شوروم', yourName: 'مینیجر' }
const asked = (wizard: Wizard, market = pakistan) =>
  setUpOf(wizard, { market, machineZone: 'Asia/Karachi', language: 'ur', unsaid })

describe('the steps', () => {
  it('are five, one after the other, with an end on both sides', () => {
    expect(steps.map(numberOf)).toEqual([1, 2, 3, 4, 5])
    expect(steps.map(stepAfter)).toEqual([...steps.slice(1), null])
    expect(steps.map(stepBefore)).toEqual([null, ...steps.slice(0, -1)])
  })

  it('say what is still to be typed, and nothing of the other steps', () => {
    expect([...faultsOf('store', emptyWizard)]).toEqual([['storeName', 'missing']])
    expect([...faultsOf('store', { ...emptyWizard, storeCode: 'K' })]).toEqual([
      ['storeName', 'missing'],
      ['storeCode', 'missing'],
    ])
    expect([...faultsOf('store', { ...filled, storeName: ' \t' })]).toEqual([['storeName', 'missing']])
    expect([...faultsOf('people', emptyWizard)]).toEqual([
      ['yourName', 'missing'],
      ['pin', 'short'],
    ])
    for (const step of steps) expect(faultsOf(step, filled).size, step).toBe(0)
    for (const step of ['market', 'catalogue', 'headoffice'] as const)
      expect(faultsOf(step, emptyWizard).size, step).toBe(0)
  })

  it('say beside which PIN what is wrong with it', () => {
    const faults = (first: string, again = first) => [
      ...faultsOf('people', { ...filled, pin: { first, again } }),
    ]
    expect(faults('73019')).toEqual([['pin', 'short']])
    expect(faults('111111')).toEqual([['pin', 'easy']])
    expect(faults('730194', '730149')).toEqual([['pinAgain', 'differ']])
  })

  it('want no PIN where one was made', () => {
    expect(faultsOf('people', { ...emptyWizard, madePin: '482913' }).size).toBe(0)
  })
})

describe('the code of the store', () => {
  it('follows its name until somebody types one', () => {
    expect(codeShown(emptyWizard)).toBe('')
    expect(codeShown({ ...emptyWizard, storeName: 'Clifton Motors' })).toBe('CM-01')
    expect(codeShown({ ...emptyWizard, storeName: 'Clifton Motors', storeCode: '' })).toBe('')
  })
})

describe('the zone of the store', () => {
  it('is the one chosen, else the one with this machine’s clock, else the market’s usual one', () => {
    expect(timeZoneOf(emptyWizard, theStates, 'America/Denver')).toBe('America/Denver')
    expect(timeZoneOf(emptyWizard, theStates, 'America/Boise')).toBe('America/Denver')
    expect(timeZoneOf(emptyWizard, theStates, 'Asia/Karachi')).toBe('America/New_York')
    const chosen = { ...emptyWizard, timeZone: 'America/Chicago' }
    expect(timeZoneOf(chosen, theStates, 'America/Denver')).toBe('America/Chicago')
    expect(timeZoneOf(chosen, pakistan, 'America/Denver')).toBe('Asia/Karachi')
  })
})

it('the store begins in the language of the screen, where its market speaks it', () => {
  expect(languageOf(pakistan, 'ur')).toBe('ur')
  expect(languageOf(theStates, 'ur')).toBe('en')
})

describe('what the laptop is set up with', () => {
  it('is what was typed and chosen', () => {
    expect(asked(filled)).toEqual({
      market: 'pk',
      timeZone: 'Asia/Karachi',
      storeName: 'Clifton Motors',
      storeCode: 'KHI-01',
      language: 'ur',
      consultants: [
        { name: 'عائشہ', role: 'manager', pin: '730194' },
        { name: 'Imran Sheikh', role: 'consultant', pin: '271828' },
        { name: 'Bilal Ahmed', role: 'service-adviser' },
      ],
      catalogue: 'base',
    })
  })

  it('is true also where every step was skipped', () => {
    expect(asked({ ...emptyWizard, madePin: '482913' }, theStates)).toEqual({
      market: 'us',
      timeZone: 'America/New_York',
      storeName: 'میرا شوروم',
      storeCode: 'STORE-01',
      language: 'en',
      consultants: [{ name: 'مینیجر', role: 'manager', pin: '482913' }],
      catalogue: 'base',
    })
  })

  it('keeps what was typed of a step that was skipped half-way', () => {
    const half = {
      ...emptyWizard,
      storeName: 'Gulberg',
      storeCode: 'G',
      yourName: 'Ayesha',
      madePin: '482913',
    }
    expect(asked(half)).toMatchObject({
      storeName: 'Gulberg',
      storeCode: 'GUL-01',
      consultants: [{ name: 'Ayesha', pin: '482913' }],
    })
  })

  it('is nothing without a PIN', () => {
    expect(asked(emptyWizard)).toBeNull()
    expect(asked({ ...filled, pin: { first: '730194', again: '' } })).toBeNull()
  })

  it('has the base catalogue until head office’s comes, and none where a file is to be read or none is wanted', () => {
    const ways = (['base', 'headoffice', 'file', 'none'] as const).map(
      (catalogue) => asked({ ...filled, catalogue })?.catalogue,
    )
    expect(ways).toEqual(['base', 'base', 'none', 'none'])
  })
})
