import {
  type CatalogueWay,
  catalogueWays,
  emptyWizard,
  numberOf,
  type Step,
  steps,
  type Wizard,
} from './wizard.ts'

const storageKey = 'northstar.set-up'

/** The storage of this window, gone with it; a browser that keeps none throws, and then nothing is remembered. */
export function windowStorage(): Storage | null {
  try {
    return window.sessionStorage
  } catch {
    return null
  }
}

/** What of the first run outlives a reload of the page: neither a PIN, only that one was shown, nor anybody's name. */
export function keepWizard(storage: Pick<Storage, 'setItem'> | null, wizard: Wizard): void {
  const { step, market, timeZone, storeName, storeCode, catalogue } = wizard
  const hadMadePin = wizard.hadMadePin || wizard.madePin !== null
  const kept = { step, market, timeZone, storeName, storeCode, hadMadePin, catalogue }
  storage?.setItem(storageKey, JSON.stringify(kept))
}

export function forgetWizard(storage: Pick<Storage, 'removeItem'> | null): void {
  storage?.removeItem(storageKey)
}

/** The first run where a reload cut it off, no later than at its people, whose PINs are to be chosen again. */
export function keptWizard(storage: Pick<Storage, 'getItem'> | null): Wizard {
  const kept = parsed(storage?.getItem(storageKey) ?? null)
  if (kept === null) return emptyWizard
  const step = oneOf<Step>(steps, kept.step) ?? 'market'
  return {
    ...emptyWizard,
    step: numberOf(step) > numberOf('people') ? 'people' : step,
    market: text(kept.market),
    timeZone: text(kept.timeZone),
    storeName: text(kept.storeName) ?? '',
    storeCode: text(kept.storeCode),
    hadMadePin: kept.hadMadePin === true,
    catalogue: oneOf<CatalogueWay>(catalogueWays, kept.catalogue) ?? 'base',
  }
}

const text = (value: unknown): string | null => (typeof value === 'string' ? value : null)

const oneOf = <T>(all: readonly T[], value: unknown): T | null => all.find((one) => one === value) ?? null

/** Anyone can write into the page's storage, so nothing in it is believed. */
function parsed(kept: string | null): Readonly<Record<string, unknown>> | null {
  if (kept === null) return null
  try {
    const value: unknown = JSON.parse(kept)
    return typeof value === 'object' && value !== null ? { ...value } : null
  } catch {
    // Not ours: as if nothing were kept.
    return null
  }
}
