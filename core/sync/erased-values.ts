import { z } from 'zod'
import type { Json } from '../canonical-json.ts'
import { type EntityFields, type EntityName, entities, entityNames, isEntityName } from './entities.ts'
import { namedIds } from './named-ids.ts'
import {
  codedOnly,
  codedTest,
  codedWants,
  withoutReason,
  withoutSentences,
  withoutWords,
} from './without-words.ts'

/**
 * What becomes of a field when its customer is erased: `kept`, or the value that stands in its place, told from the one
 * that was there, so that every laptop and head office come to the same. It is given whatever stood there, even what
 * is no value of the field, and always gives one that is.
 */
type AfterErasure<V> = 'kept' | ((value: unknown) => V)

/**
 * Stands for a phone that was there, so that the days on which a contact was captured still count it. No country's
 * code begins with 0, so it is nobody's.
 */
const erasedPhone = '+0'

/** Stands for a picture that was there: no bytes have this hash. */
export const erasedPicture = '0'.repeat(64)

/**
 * What is personal, said once for every field that travels: a new field does not compile until it is said of it too.
 * Ids, days, states, coded answers, amounts and vehicles tell nobody's name and keep the counts true. A customer's
 * name, phone and own words go, wherever they stand: the sentences of a shortlist quote them.
 */
const afterErasure: {
  readonly [E in EntityName]: { readonly [F in keyof EntityFields<E>]: AfterErasure<EntityFields<E>[F]> }
} = {
  consultant: { name: 'kept', role: 'kept', active: 'kept' },
  customer: {
    name: () => null,
    phone: (value) => (value === null || value === undefined ? null : erasedPhone),
    language: 'kept',
    note: () => null,
    alsoPhones: () => [],
  },
  consent: {
    customerId: 'kept',
    purpose: 'kept',
    granted: 'kept',
    wordingId: 'kept',
    // The market's standard text, the same for everyone.
    wording: 'kept',
    language: 'kept',
    withdrawsId: 'kept',
    followsId: 'kept',
    alsoFollowsIds: 'kept',
    authorId: 'kept',
    occurredAt: 'kept',
  },
  opportunity: {
    ownerId: 'kept',
    customerId: 'kept',
    state: 'kept',
    lostReason: 'kept',
    lostNote: () => null,
    lostVisitId: 'kept',
    lostBusinessDay: 'kept',
    openedAt: 'kept',
  },
  visit: {
    opportunityId: 'kept',
    ownerId: 'kept',
    arrival: 'kept',
    startedAt: 'kept',
    businessDay: 'kept',
    endedAt: 'kept',
    leftBeforeContact: 'kept',
    enteredLate: 'kept',
  },
  answer: {
    opportunityId: 'kept',
    visitId: 'kept',
    questionId: 'kept',
    state: 'kept',
    value: codedOnly,
    ownWords: () => '',
    language: 'kept',
    bankVersion: 'kept',
    supersedesIds: 'kept',
    authorId: 'kept',
    occurredAt: 'kept',
    businessDay: 'kept',
    speaker: 'kept',
    confirmsRemarkId: 'kept',
    restoresId: 'kept',
  },
  remark: {
    opportunityId: 'kept',
    visitId: 'kept',
    text: () => '',
    language: 'kept',
    speaker: 'kept',
    topicId: 'kept',
    supersedesIds: 'kept',
    removed: 'kept',
    authorId: 'kept',
    occurredAt: 'kept',
    businessDay: 'kept',
  },
  readBack: {
    opportunityId: 'kept',
    visitId: 'kept',
    language: 'kept',
    lines: withoutWords,
    agreed: 'kept',
    authorId: 'kept',
    occurredAt: 'kept',
    businessDay: 'kept',
  },
  feltHeard: {
    opportunityId: 'kept',
    visitId: 'kept',
    level: 'kept',
    inCustomerView: 'kept',
    authorId: 'kept',
    occurredAt: 'kept',
    businessDay: 'kept',
  },
  unmetNeed: {
    opportunityId: 'kept',
    visitId: 'kept',
    attribute: 'kept',
    test: codedTest,
    together: codedWants,
    ownWords: () => '',
    answerId: 'kept',
    stands: 'kept',
    followsIds: 'kept',
    authorId: 'kept',
    occurredAt: 'kept',
    businessDay: 'kept',
  },
  shortlist: {
    opportunityId: 'kept',
    visitId: 'kept',
    authorId: 'kept',
    occurredAt: 'kept',
    businessDay: 'kept',
    language: 'kept',
    content: withoutSentences,
  },
  shortlistChoice: {
    opportunityId: 'kept',
    visitId: 'kept',
    followsIds: 'kept',
    // Which rules there were is in the answers.
    relaxed: () => [],
    overruled: withoutReason,
    authorId: 'kept',
    occurredAt: 'kept',
    businessDay: 'kept',
  },
  quote: {
    opportunityId: 'kept',
    visitId: 'kept',
    variantId: 'kept',
    businessDay: 'kept',
    authorId: 'kept',
    occurredAt: 'kept',
    language: 'kept',
    content: 'kept',
  },
  booking: {
    opportunityId: 'kept',
    visitId: 'kept',
    variantId: 'kept',
    vehicleName: 'kept',
    amount: 'kept',
    paymentMode: 'kept',
    promisedDay: 'kept',
    authorId: 'kept',
    occurredAt: 'kept',
    businessDay: 'kept',
  },
  // Counts of a day, and the names of vehicles, reasons and people of the team.
  dailySummary: {
    businessDay: 'kept',
    revision: 'kept',
    status: 'kept',
    authorId: 'kept',
    occurredAt: 'kept',
    figures: 'kept',
    difference: 'kept',
    basis: 'kept',
    hash: 'kept',
  },
  erasure: { customerId: 'kept', reason: 'kept', authorId: 'kept', occurredAt: 'kept' },
  customerLink: {
    oneId: 'kept',
    otherId: 'kept',
    linked: 'kept',
    followsIds: 'kept',
    authorId: 'kept',
    occurredAt: 'kept',
  },
  visitLink: {
    oneId: 'kept',
    otherId: 'kept',
    linked: 'kept',
    followsIds: 'kept',
    authorId: 'kept',
    occurredAt: 'kept',
  },
  // A car of the store's, not the customer's.
  stockUnit: {
    variantId: 'kept',
    number: 'kept',
    colour: 'kept',
    place: 'kept',
    state: 'kept',
    arrivedOn: 'kept',
    expectedOn: 'kept',
    deleted: 'kept',
  },
  vehiclePhoto: {
    vehicle: 'kept',
    hash: 'kept',
    bytes: 'kept',
    mediaType: 'kept',
    caption: 'kept',
    authorId: 'kept',
    occurredAt: 'kept',
    deleted: 'kept',
  },
  rateEdit: {
    rate: 'kept',
    applies: 'kept',
    value: 'kept',
    unit: 'kept',
    validFrom: 'kept',
    validUntil: 'kept',
    source: 'kept',
    asOf: 'kept',
    authorId: 'kept',
    deleted: 'kept',
  },
  claim: { stockUnitId: 'kept', hour: 'kept', opportunityId: 'kept' },
  // The bytes go with the hash: nothing names them any more.
  picture: {
    opportunityId: 'kept',
    visitId: 'kept',
    hash: () => erasedPicture,
    bytes: () => 1,
    mediaType: 'kept',
    caption: () => '',
    authorId: 'kept',
    occurredAt: 'kept',
  },
}

/**
 * What stands in a field once the customer is erased whom its row is about. What this version does not know may be
 * anything, so only ids are left of it; a kept field that holds no value of its kind holds `null`.
 */
export function erasedValue(entity: string, field: string, value: Json): Json {
  const rule = ruleOf(entity, field)
  if (!isEntityName(entity) || rule === undefined) return onlyIds(value)
  if (rule !== 'kept') return z.json().parse(rule(value))
  const schema = new Map<string, z.ZodType>(Object.entries(entities[entity].fields.shape)).get(field)
  const parsed = schema?.safeParse(value)
  return parsed?.success ? z.json().parse(parsed.data) : null
}

/** The same for each field of a change or a fed row, whatever else is said with the value. */
export function erasedFields<T extends { readonly value: Json }>(
  entity: string,
  fields: Readonly<Record<string, T>>,
): Readonly<Record<string, T>> {
  return Object.fromEntries(
    Object.entries(fields).map(([field, said]) => [
      field,
      { ...said, value: erasedValue(entity, field, said.value) },
    ]),
  )
}

/** The fields of an entity that do not stay as they are. */
export function personalFields(entity: EntityName): readonly string[] {
  return Object.keys(afterErasure[entity]).filter((field) => ruleOf(entity, field) !== 'kept')
}

/** How a row is told to be about a customer: it is one, or it hangs by a field on a row that is about one. */
export type CustomerPath =
  | { readonly type: 'itself' }
  | { readonly type: 'through'; readonly field: string; readonly target: EntityName }

/** Of an entity that is about customers; `null` for one that never is. Told from the references in the registry. */
export function customerPath(entity: EntityName): CustomerPath | null {
  return paths.get(entity) ?? null
}

const paths: ReadonlyMap<EntityName, CustomerPath | null> = new Map(
  entityNames.map((entity) => [entity, findPath(entity)]),
)

function findPath(entity: EntityName): CustomerPath | null {
  if (entity === 'customer') return { type: 'itself' }
  for (const [field, target] of Object.entries(entities[entity].references))
    if (isEntityName(target) && findPath(target) !== null) return { type: 'through', field, target }
  return null
}

function ruleOf(entity: string, field: string): AfterErasure<unknown> | undefined {
  if (!isEntityName(entity)) return undefined
  return new Map<string, AfterErasure<unknown>>(Object.entries(afterErasure[entity])).get(field)
}

/** Whoever edits the row later without naming the customer must still be found to speak of them. */
function onlyIds(value: Json): Json {
  if (z.uuid().safeParse(value).success) return value
  const ids = namedIds(value)
  return ids.length === 0 ? null : [...ids]
}
