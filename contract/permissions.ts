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
    askHeadoffice: 'anyone',
    takeAnswer: 'anyone',
    keepCode: 'anyone',
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
  enrolment: {
    state: 'manager',
    enrol: 'manager',
    rotate: 'manager',
    // For when nobody can sign in yet: each says for itself when that is.
    join: 'anyone',
    joining: 'anyone',
    takePlace: 'anyone',
  },
  security: {
    state: 'manager',
    newRecoveryCode: 'manager',
    confirmRecoveryCode: 'manager',
    setPassphrase: 'manager',
    escrow: 'manager',
    acceptEscrow: 'manager',
    setIdleLock: 'manager',
  },
  backups: { list: 'manager', make: 'manager' },
  retention: { due: 'manager' },
  app: { state: 'anyone' },
  // Nobody can be signed in yet, and nothing is told that the installation does not hold.
  setup: { markets: 'anyone', makePin: 'anyone', complete: 'anyone' },
  // The language and the light of the screen are anyone's; head office's address is a manager's, and its handler says so.
  settings: { update: 'anyone', renameStore: 'manager' },
  consultants: { add: 'manager' },
  visits: {
    start: 'signed-in',
    enterLate: 'signed-in',
    sameWalkIns: 'signed-in',
    link: 'signed-in',
    split: 'signed-in',
    list: 'signed-in',
    get: 'signed-in',
    setArrival: 'signed-in',
    end: 'signed-in',
  },
  discovery: {
    bank: 'signed-in',
    board: 'signed-in',
    advice: 'signed-in',
    answer: 'signed-in',
    keepDraft: 'signed-in',
    open: 'signed-in',
    undo: 'signed-in',
    skip: 'signed-in',
    pinQuestion: 'signed-in',
    speak: 'signed-in',
    timeline: 'signed-in',
    readMoney: 'signed-in',
    coach: 'signed-in',
  },
  remarks: {
    add: 'signed-in',
    atHand: 'signed-in',
    keepDraft: 'signed-in',
    correct: 'signed-in',
    pin: 'signed-in',
    remove: 'signed-in',
  },
  readBack: { lines: 'signed-in', record: 'signed-in' },
  customerView: { show: 'signed-in', content: 'signed-in', leave: 'signed-in' },
  takeHome: { page: 'signed-in', taking: 'signed-in', print: 'signed-in' },
  feltHeard: { record: 'signed-in' },
  shortlist: {
    get: 'signed-in',
    record: 'signed-in',
    whatIf: 'signed-in',
    relax: 'signed-in',
    overrule: 'signed-in',
    followBelief: 'signed-in',
    fit: 'signed-in',
  },
  opportunities: { book: 'signed-in', lose: 'signed-in' },
  customers: {
    save: 'signed-in',
    attach: 'signed-in',
    get: 'signed-in',
    search: 'signed-in',
    consent: 'signed-in',
    link: 'signed-in',
    split: 'signed-in',
    erase: 'manager',
  },
  stock: {
    list: 'signed-in',
    add: 'manager',
    change: 'manager',
    remove: 'manager',
    claim: 'signed-in',
    release: 'signed-in',
  },
  rates: { list: 'signed-in', change: 'manager', takeBack: 'manager' },
  ownership: { fiveYears: 'signed-in' },
  pricing: {
    onRoad: 'signed-in',
    keepFact: 'signed-in',
    finance: 'signed-in',
    quote: 'signed-in',
    quotes: 'signed-in',
  },
  pictures: { add: 'signed-in', list: 'signed-in', get: 'signed-in' },
  imports: {
    begin: 'manager',
    part: 'manager',
    look: 'manager',
    fit: 'manager',
    check: 'manager',
    keepMapping: 'manager',
    plan: 'manager',
    rows: 'manager',
    refused: 'manager',
    progress: 'manager',
    run: 'manager',
    cancel: 'manager',
    history: 'manager',
    undo: 'manager',
  },
  clock: { confirm: 'signed-in' },
  updates: { state: 'signed-in' },
  vehiclePhotos: { add: 'manager', get: 'signed-in', remove: 'manager' },
  catalogue: {
    overview: 'signed-in',
    find: 'signed-in',
    variants: 'signed-in',
    search: 'signed-in',
    vehicle: 'signed-in',
    compare: 'signed-in',
  },
  reports: { daily: 'signed-in', close: 'manager', export: 'manager', print: 'manager', printing: 'manager' },
  carry: { write: 'manager', read: 'manager' },
  sync: {
    status: 'signed-in',
    now: 'signed-in',
    // Says nothing and learns nothing; how often it is heeded is bounded.
    networkChanged: 'anyone',
    setMetered: 'signed-in',
    waiting: 'signed-in',
    refused: 'signed-in',
    quarantine: 'signed-in',
    conflicts: 'signed-in',
    settle: 'signed-in',
    receipts: 'signed-in',
    documents: 'signed-in',
    allowDeletes: 'manager',
    allowEmpty: 'manager',
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
