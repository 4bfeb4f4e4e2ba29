import type { Language } from '../../../core/market/language.ts'
import { isPinAllowed } from '../../../core/people/pin.ts'
import type { Role } from '../../../core/people/role.ts'
import type { Outputs } from '../../northstar.tsx'
import { emptyNewPin, type NewPin, newPinFault } from '../../sign-in/new-pin.ts'
import type { ShowroomClient } from '../../transport.ts'
import { isStoreCode, storeCodeOf } from './store-code.ts'
import { zoneLike } from './zone-like.ts'

type SetUpAsked = Parameters<ShowroomClient['setup']['complete']>[0]

export type MarketOnOffer = Outputs['setup']['markets']['markets'][number]

/** The first run, one subject a step. */
export const steps = ['market', 'store', 'people', 'catalogue', 'headoffice'] as const
export type Step = (typeof steps)[number]

export const catalogueWays = ['base', 'file', 'headoffice', 'none'] as const
export type CatalogueWay = (typeof catalogueWays)[number]

/** Another person of the store; one without a PIN gets it later. */
export type Other = {
  readonly key: string
  readonly name: string
  readonly role: Role
  readonly pin: string | null
}

/** What was typed and chosen so far. Nothing of it is in use before the last step is done. */
export type Wizard = {
  readonly step: Step
  /** `null`: the one that was guessed. */
  readonly market: string | null
  /** `null`: the one with this machine's clock, else the market's usual one. */
  readonly timeZone: string | null
  readonly storeName: string
  /** `null`: made from the name. */
  readonly storeCode: string | null
  readonly yourName: string
  readonly pin: NewPin
  /** The manager's, where they chose none and it was made for them. */
  readonly madePin: string | null
  /** One was made and shown before that does not count any more. */
  readonly hadMadePin: boolean
  readonly others: readonly Other[]
  readonly catalogue: CatalogueWay
  readonly headoffice: 'later' | 'join'
}

export const emptyWizard: Wizard = {
  step: 'market',
  market: null,
  timeZone: null,
  storeName: '',
  storeCode: null,
  yourName: '',
  pin: emptyNewPin,
  madePin: null,
  hadMadePin: false,
  others: [],
  catalogue: 'base',
  headoffice: 'later',
}

export type WizardField = 'storeName' | 'storeCode' | 'yourName' | 'pin' | 'pinAgain'
export type WizardFault = 'missing' | 'short' | 'easy' | 'differ'

/** What still has to be typed in this step, or typed otherwise, to go on from it without skipping. */
export function faultsOf(step: Step, wizard: Wizard): ReadonlyMap<WizardField, WizardFault> {
  const faults = new Map<WizardField, WizardFault>()
  if (step === 'store') {
    if (wizard.storeName.trim() === '') faults.set('storeName', 'missing')
    // Without a name there is none yet to be made from it.
    const isToCome = wizard.storeCode === null && faults.has('storeName')
    if (!isToCome && !isStoreCode(codeShown(wizard))) faults.set('storeCode', 'missing')
  }
  if (step === 'people' && wizard.madePin === null) {
    if (wizard.yourName.trim() === '') faults.set('yourName', 'missing')
    const fault = pinFaultOf(wizard.pin)
    if (fault !== null) faults.set(fault === 'differ' ? 'pinAgain' : 'pin', fault)
  }
  return faults
}

/** What is wrong with a new PIN, as the data process would say it. */
export function pinFaultOf(pin: NewPin): 'short' | 'easy' | 'differ' | null {
  const fault = newPinFault(pin)
  if (fault === 'short') return fault
  return isPinAllowed(pin.first) ? fault : 'easy'
}

/** The code as it stands in its field. */
export const codeShown = ({ storeCode, storeName }: Wizard): string =>
  storeCode ?? (storeName.trim() === '' ? '' : storeCodeOf(storeName))

export const numberOf = (step: Step): number => steps.indexOf(step) + 1

export const stepAfter = (step: Step): Step | null => steps[steps.indexOf(step) + 1] ?? null

export const stepBefore = (step: Step): Step | null => steps[steps.indexOf(step) - 1] ?? null

/** The zone that the store is in: the one chosen, the one with this machine's clock, or the market's usual one. */
export function timeZoneOf(wizard: Wizard, market: MarketOnOffer, machineZone: string): string {
  const { timeZones } = market
  const chosen = timeZones.find((zone) => zone === wizard.timeZone)
  return chosen ?? zoneLike(timeZones, machineZone) ?? timeZones[0] ?? machineZone
}

/** The language that the store begins with: the one on the screen where the market speaks it, else its first. */
export const languageOf = ({ languages }: MarketOnOffer, onScreen: Language): Language =>
  languages.includes(onScreen) ? onScreen : (languages[0] ?? onScreen)

/** What is true where a step was skipped, in the words of the screen. */
export type Unsaid = { readonly storeName: string; readonly yourName: string }

/**
 * What `setup.complete` is asked for: what was typed, and what is true where nothing was.
 * @returns `null` while there is no PIN
 */
export function setUpOf(
  wizard: Wizard,
  of: {
    readonly market: MarketOnOffer
    readonly machineZone: string
    readonly language: Language
    readonly unsaid: Unsaid
  },
): SetUpAsked | null {
  const { market, unsaid } = of
  const storeName = wizard.storeName.trim() || unsaid.storeName
  const code = codeShown(wizard)
  const pin = wizard.madePin ?? (pinFaultOf(wizard.pin) === null ? wizard.pin.first : null)
  if (pin === null) return null
  return {
    market: market.id,
    timeZone: timeZoneOf(wizard, market, of.machineZone),
    storeName,
    storeCode: isStoreCode(code) ? code : storeCodeOf(storeName),
    language: languageOf(market, of.language),
    consultants: [
      { name: wizard.yourName.trim() || unsaid.yourName, role: 'manager', pin },
      ...wizard.others.map((other) => ({
        name: other.name,
        role: other.role,
        ...(other.pin !== null && { pin: other.pin }),
      })),
    ],
    // Until head office's catalogue comes there is the base; a file is read into nothing, so that it is what it says.
    catalogue: wizard.catalogue === 'base' || wizard.catalogue === 'headoffice' ? 'base' : 'none',
  }
}
