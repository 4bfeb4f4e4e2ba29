import type { showroomContract } from './showroom.ts'

/**
 * Who may make which call, decided in the data process for every one of them. `anyone`: nobody need be signed in.
 * `signed-in`: any role. `manager`: a manager only.
 */
export type Permission = 'anyone' | 'signed-in' | 'manager'

type Calls = {
  readonly [G in keyof typeof showroomContract]: Record<keyof (typeof showroomContract)[G], Permission>
}

export const permissions: Calls = {
  // Each of these says for itself who may, because some are for when nobody can sign in.
  laptop: {
    state: 'anyone',
    choosePassphrase: 'anyone',
    open: 'anyone',
    tryAgain: 'anyone',
    salvage: 'anyone',
    takeSalvaged: 'anyone',
    restore: 'anyone',
    startEmpty: 'anyone',
  },
  session: {
    state: 'anyone',
    signIn: 'anyone',
    signOut: 'anyone',
    active: 'signed-in',
    setPin: 'anyone',
    unlock: 'anyone',
  },
  access: { log: 'manager', verify: 'manager' },
  security: {
    state: 'manager',
    newRecoveryCode: 'manager',
    confirmRecoveryCode: 'manager',
    setPassphrase: 'manager',
    setIdleLock: 'manager',
  },
  backups: { list: 'manager', make: 'manager' },
  retention: { due: 'manager' },
  app: { state: 'anyone' },
  setup: { complete: 'anyone' },
  // The language and the light of the screen are anyone's; head office's address is a manager's, and its handler says so.
  settings: { update: 'anyone' },
  consultants: { add: 'manager' },
  visits: {
    start: 'signed-in',
    list: 'signed-in',
    get: 'signed-in',
    setArrival: 'signed-in',
    end: 'signed-in',
  },
  discovery: {
    bank: 'signed-in',
    board: 'signed-in',
    answer: 'signed-in',
    keepDraft: 'signed-in',
    open: 'signed-in',
    readMoney: 'signed-in',
  },
  shortlist: { get: 'signed-in', record: 'signed-in' },
  opportunities: { book: 'signed-in', lose: 'signed-in' },
  customers: {
    save: 'signed-in',
    attach: 'signed-in',
    get: 'signed-in',
    search: 'signed-in',
    consent: 'signed-in',
    erase: 'manager',
  },
  catalogue: { list: 'signed-in', importCsv: 'manager' },
  reports: { daily: 'signed-in', close: 'manager', export: 'manager', print: 'manager', printing: 'manager' },
  sync: {
    status: 'signed-in',
    now: 'signed-in',
    conflicts: 'signed-in',
    settle: 'signed-in',
    receipts: 'signed-in',
  },
}

/** Who may make the call at this path, e.g. `['visits', 'start']`. @throws Error for a path that is no call */
export function permissionOf([group = '', name = '']: readonly string[]): Permission {
  const found = permissionByPath.get(`${group}.${name}`)
  if (!found) throw new Error(`Nobody has said who may call ${group}.${name}`)
  return found
}

const permissionByPath: ReadonlyMap<string, Permission> = new Map(
  Object.entries(permissions).flatMap(([group, calls]) =>
    Object.entries(calls).map(([name, permission]): [string, Permission] => [`${group}.${name}`, permission]),
  ),
)
