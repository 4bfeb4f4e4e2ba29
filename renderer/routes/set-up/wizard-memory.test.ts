import { expect, it } from 'vitest'
import { emptyWizard, type Wizard } from './wizard.ts'
import { forgetWizard, keepWizard, keptWizard } from './wizard-memory.ts'

function storageWith(kept: string | null) {
  let value = kept
  return {
    getItem: () => value,
    setItem: (_: string, next: string) => {
      value = next
    },
    removeItem: () => {
      value = null
    },
    value: () => value,
  }
}

const typed: Wizard = {
  ...emptyWizard,
  step: 'catalogue',
  market: 'pk',
  storeName: 'Clifton Motors',
  storeCode: 'KHI-01',
  yourName: 'Ayesha Malik',
  pin: { first: '730194', again: '730194' },
  madePin: '482913',
  others: [{ key: 'a', name: 'Imran Sheikh', role: 'consultant', pin: '271828' }],
  catalogue: 'file',
}

it('after a reload the first run goes on, at its people where their PINs are to be chosen again', () => {
  const storage = storageWith(null)
  keepWizard(storage, typed)
  expect(keptWizard(storage)).toEqual({
    ...emptyWizard,
    step: 'people',
    market: 'pk',
    storeName: 'Clifton Motors',
    storeCode: 'KHI-01',
    hadMadePin: true,
    catalogue: 'file',
  })
  keepWizard(storage, { ...typed, step: 'store' })
  expect(keptWizard(storage).step).toBe('store')
})

it('that a PIN was made and shown is known after each reload, until the first run is over', () => {
  const storage = storageWith(null)
  keepWizard(storage, { ...typed, madePin: null })
  expect(keptWizard(storage).hadMadePin).toBe(false)
  keepWizard(storage, typed)
  keepWizard(storage, keptWizard(storage))
  expect(keptWizard(storage)).toMatchObject({ madePin: null, hadMadePin: true })
})

it('neither a PIN nor anybody’s name is kept', () => {
  const storage = storageWith(null)
  keepWizard(storage, typed)
  expect(storage.value()).not.toMatch(/730194|482913|271828|Ayesha|Imran/)
})

it('nothing is kept any more once it is forgotten, or where there is no storage', () => {
  const storage = storageWith(null)
  keepWizard(storage, typed)
  forgetWizard(storage)
  expect(keptWizard(storage)).toEqual(emptyWizard)
  keepWizard(null, typed)
  forgetWizard(null)
  expect(keptWizard(null)).toEqual(emptyWizard)
})

it('what is no first run is passed over', () => {
  for (const kept of ['', '{', 'null', '7', '[]', '{"step":"nowhere","market":7,"catalogue":{}}'])
    expect(keptWizard(storageWith(kept)), kept).toEqual(emptyWizard)
})
