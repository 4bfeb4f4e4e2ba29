import { createHash } from 'node:crypto'
import { z } from 'zod'
import {
  consultantIdSchema,
  customerIdSchema,
  opportunityIdSchema,
  stockUnitIdSchema,
  variantIdSchema,
  visitIdSchema,
} from '../../core/ids.ts'
import { mostPictureBytes } from '../../core/pictures/picture-bytes.ts'
import { stockStates } from '../../core/stock/stock-state.ts'
import { claimId } from '../../core/sync/claim-id.ts'
import { type EntityName, entities, fieldsTogether } from '../../core/sync/entities.ts'
import type { Edit } from '../../db/change-sets.ts'
import type { Connection } from '../../db/connect.ts'
import { tableOf } from '../../db/entity-tables.ts'
import type { Random } from '../torture/random.ts'
import type { Chance } from './chance.ts'
import { day, languages, type Maker, one, type Scene, some, visitedOf } from './scene.ts'
import { shortlistMakers } from './shortlist-makers.ts'
import { talkMakers } from './talk-makers.ts'

const variants = ['honda/city/1-2l-cvt', 'toyota/yaris/ativ', 'suzuki/alto/vxl'].map((id) =>
  variantIdSchema.parse(id),
)

const phone = ({ chance }: Scene) => `+9230${chance.below(90_000_000) + 10_000_000}`

const counts = ({ below }: Random) => ({
  visits: below(9),
  firstTime: below(9),
  beBack: below(9),
  leftBeforeContact: below(9),
  openNow: below(9),
  enteredLate: below(9),
  withContact: below(9),
  discoveriesBegun: below(9),
  readBacksAgreed: below(9),
  shortlists: below(9),
  bookings: below(9),
  lost: below(9),
})

/** Says a row of each entity that travels: one that is registered and not here does not compile. */
export const makers: { readonly [E in EntityName]: Maker<E> } = {
  consultant: ({ chance }) => ({
    name: chance.newWord(),
    role: chance.pick(['consultant', 'service-adviser', 'manager'] as const),
    active: chance.isTrue(0.8),
  }),
  customer: (scene) => ({
    name: scene.chance.isTrue(0.9) ? scene.chance.newWord() : null,
    phone: scene.chance.isTrue(0.8) ? phone(scene) : null,
    language: scene.chance.pick(languages),
    note: scene.chance.isTrue(0.7) ? scene.chance.newWord() : null,
    alsoPhones: Array.from({ length: scene.chance.below(3) }, () => phone(scene)),
  }),
  consent(scene) {
    const { chance, at } = scene
    const customerId = one(scene, 'customer', customerIdSchema)
    const authorId = one(scene, 'consultant', consultantIdSchema)
    if (customerId === null || authorId === null) return null
    const [followsId = null, ...alsoFollowsIds] = some(
      scene,
      'consent',
      entities.consent.fields.shape.alsoFollowsIds.unwrap().element,
    )
    const granted = chance.isTrue(0.6)
    return {
      customerId,
      purpose: chance.pick(['follow-up', 'marketing', 'share-with-maker'] as const),
      granted,
      wordingId: 'w-1',
      wording: 'May we call you?',
      language: chance.pick(languages),
      withdrawsId: granted ? null : followsId,
      followsId,
      alsoFollowsIds,
      authorId,
      occurredAt: at,
    }
  },
  opportunity(scene) {
    const { chance, at } = scene
    const ownerId = one(scene, 'consultant', consultantIdSchema)
    if (ownerId === null) return null
    const state = chance.pick(['open', 'lost', 'booked', 'delivered'] as const)
    const isLost = state === 'lost'
    return {
      ownerId,
      customerId: chance.isTrue(0.8) ? one(scene, 'customer', customerIdSchema) : null,
      state,
      lostReason: isLost ? chance.pick(['price', 'stock']) : null,
      lostNote: isLost ? chance.newWord() : null,
      lostVisitId: isLost ? one(scene, 'visit', visitIdSchema) : null,
      lostBusinessDay: isLost ? day : null,
      openedAt: at,
    }
  },
  visit(scene) {
    const { chance, at } = scene
    const opportunityId = one(scene, 'opportunity', opportunityIdSchema)
    const ownerId = one(scene, 'consultant', consultantIdSchema)
    if (opportunityId === null || ownerId === null) return null
    return {
      opportunityId,
      ownerId,
      arrival: chance.pick(['first-time', 'be-back', 'unknown'] as const),
      startedAt: at,
      businessDay: day,
      endedAt: chance.isTrue(0.8) ? at + chance.below(100_000) : null,
      leftBeforeContact: chance.isTrue(0.2),
      enteredLate: chance.isTrue(0.2),
    }
  },
  ...talkMakers,
  ...shortlistMakers,
  booking(scene) {
    const { chance } = scene
    const visited = visitedOf(scene)
    if (visited === null) return null
    return {
      ...visited,
      variantId: chance.pick(variants),
      vehicleName: 'Honda City',
      amount: { amountMinor: chance.below(1_000_000), currency: 'PKR' },
      paymentMode: 'cash',
      promisedDay: chance.isTrue(0.5) ? day : null,
    }
  },
  dailySummary(scene) {
    const { chance, at } = scene
    const authorId = one(scene, 'consultant', consultantIdSchema)
    if (authorId === null) return null
    return {
      businessDay: day,
      revision: scene.ids('dailySummary').length + 1,
      status: chance.pick(['closed', 'restated'] as const),
      authorId,
      occurredAt: at,
      figures: {
        store: counts(chance),
        capture: { numerator: 1, denominator: 2, percent: null },
        discovery: null,
        lostByReason: [],
        bookedByVehicle: [],
        byConsultant: [{ consultantId: authorId, name: 'Bilal', counts: counts(chance) }],
      },
      difference: [],
      basis: {
        versions: { application: '1', catalogue: '1', bank: '1' },
        laptops: { included: null, known: null, otherLaptopsUpTo: null },
        rows: { visits: 1, answers: 1, bookings: 1 },
      },
      hash: chance.newWord(),
    }
  },
  // Written by erasing, which takes the words too.
  erasure: () => null,
  customerLink(scene) {
    const linked = linkOf(scene)
    const [oneId, otherId] = [
      one(scene, 'customer', customerIdSchema),
      one(scene, 'customer', customerIdSchema),
    ]
    if (linked === null || oneId === null || otherId === null || oneId === otherId) return null
    const schema = entities.customerLink.fields.shape.followsIds.element
    return { oneId, otherId, followsIds: some(scene, 'customerLink', schema), ...linked }
  },
  visitLink(scene) {
    const linked = linkOf(scene)
    const [oneId, otherId] = [one(scene, 'visit', visitIdSchema), one(scene, 'visit', visitIdSchema)]
    if (linked === null || oneId === null || otherId === null || oneId === otherId) return null
    const schema = entities.visitLink.fields.shape.followsIds.element
    return { oneId, otherId, followsIds: some(scene, 'visitLink', schema), ...linked }
  },
  stockUnit: ({ chance }) => ({
    variantId: chance.pick(variants),
    number: chance.newWord(),
    colour: chance.newWord(),
    place: chance.newWord(),
    state: chance.pick(stockStates),
    arrivedOn: chance.isTrue(0.5) ? day : null,
    expectedOn: chance.isTrue(0.3) ? day : null,
    deleted: chance.isTrue(0.15),
  }),
  claim(scene) {
    const stockUnitId = one(scene, 'stockUnit', stockUnitIdSchema)
    if (stockUnitId === null) return null
    return {
      stockUnitId,
      hour: scene.chance.isTrue(0.3) ? '2026-11-22T15' : null,
      opportunityId: scene.chance.isTrue(0.8) ? one(scene, 'opportunity', opportunityIdSchema) : null,
    }
  },
  vehiclePhoto(scene) {
    const { chance } = scene
    const authorId = one(scene, 'consultant', consultantIdSchema)
    if (authorId === null) return null
    return {
      vehicle: chance.pick(variants),
      hash: sha256(chance.newWord()),
      bytes: 1 + chance.below(mostPictureBytes),
      mediaType: 'image/jpeg',
      caption: chance.newWord(),
      authorId,
      occurredAt: scene.at,
      deleted: chance.isTrue(0.15),
    }
  },
  rateEdit(scene) {
    const { chance } = scene
    const authorId = one(scene, 'consultant', consultantIdSchema)
    if (authorId === null) return null
    return {
      rate: chance.pick(['fuel-price', 'token-tax']),
      applies: chance.isTrue(0.5) ? 'fuel=petrol' : '',
      value: chance.below(1000) / 4,
      unit: 'PKR/l',
      validFrom: day,
      validUntil: null,
      source: chance.newWord(),
      asOf: '2026-11',
      authorId,
      deleted: chance.isTrue(0.15),
    }
  },
  picture(scene) {
    const { chance } = scene
    const visited = visitedOf(scene)
    if (visited === null) return null
    const { businessDay: _, ...about } = visited
    return {
      ...about,
      hash: sha256(chance.newWord()),
      bytes: 1 + chance.below(mostPictureBytes),
      mediaType: 'image/jpeg',
      caption: chance.newWord(),
    }
  },
}

function linkOf(scene: Scene) {
  const authorId = one(scene, 'consultant', consultantIdSchema)
  return authorId === null ? null : { linked: scene.chance.isTrue(0.7), authorId, occurredAt: scene.at }
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

const idRows = z.array(z.object({ id: z.string() }))

export function sceneOf(connection: Connection, chance: Chance, at: number): Scene {
  const known = new Map<EntityName, readonly string[]>()
  return {
    chance,
    at,
    ids(entity) {
      const found =
        known.get(entity) ??
        idRows
          .parse(connection.prepare(`SELECT id FROM ${tableOf(entity)} ORDER BY id`).all())
          .map(({ id }) => id)
      known.set(entity, found)
      return found
    },
  }
}

/**
 * A new row of the entity, or an edit of one that is there; `null` where there is nothing to write it about.
 * @param known the registry of whoever writes, which may be an older one
 */
export function makeEdit(entity: EntityName, scene: Scene, known: typeof entities = entities): Edit | null {
  const { chance } = scene
  const made = makers[entity](scene)
  if (made === null) return null
  const fields = pick(made, Object.keys(known[entity].fields.shape))
  const ids = scene.ids(entity)
  const rowId = entity === 'claim' ? claimRowId(fields) : chance.newId()
  if (entity === 'claim' && ids.includes(rowId))
    return editOf(entity, rowId, pick(fields, ['opportunityId']), chance)
  if (entities[entity].kind !== 'row' || ids.length === 0 || chance.isTrue(0.25))
    return editOf(entity, rowId, fields, chance)
  const chosen = Object.keys(made).filter(() => chance.isTrue(0.4))
  // What a loss is said with is checked together by its table.
  const [ofLoss = []] = entity === 'opportunity' ? fieldsTogether(entity) : []
  const names = chosen.some((name) => ofLoss.includes(name)) ? [...chosen, ...ofLoss] : chosen
  if (names.every((name) => !Object.hasOwn(fields, name)) || entity === 'claim')
    return editOf(entity, rowId, fields, chance)
  return editOf(entity, chance.pick(ids), pick(fields, names), chance)
}

function claimRowId(fields: object): string {
  const claimed = entities.claim.fields.pick({ stockUnitId: true, hour: true }).parse(fields)
  return claimId(claimed, sha256)
}

const pick = (fields: object, names: readonly string[]): object =>
  Object.fromEntries(Object.entries(fields).filter(([name]) => names.includes(name)))

function editOf(entity: EntityName, rowId: string, fields: object, chance: Chance): Edit {
  const settles = entities[entity].kind === 'row' && chance.isTrue(0.3)
  const edit = { entity, rowId, fields, ...(settles && { settles }) }
  if (!isEdit(edit)) throw new Error(`What was made is no ${entity}`)
  return edit
}

function isEdit(edit: {
  readonly entity: EntityName
  readonly rowId: string
  readonly fields: object
}): edit is Edit {
  const schemas = new Map<string, z.ZodType>(Object.entries(entities[edit.entity].fields.shape))
  return Object.entries(edit.fields).every(([field, value]) => schemas.get(field)?.safeParse(value).success)
}
