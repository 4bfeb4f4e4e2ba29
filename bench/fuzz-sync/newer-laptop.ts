import { customerIdSchema, deviceIdSchema } from '../../core/ids.ts'
import { changeIdAt, createChangeSetIds } from '../../core/sync/change-ids.ts'
import type { ChangeSet } from '../../core/sync/protocol.ts'
import { receivePage } from '../../headoffice/receive-page.ts'
import { makers, sceneOf } from './actions.ts'
import type { FuzzLaptop } from './laptop.ts'
import { day } from './scene.ts'
import type { FuzzStore } from './store.ts'

/** A laptop of a newer version in the same store writes what ours does not know: an entity, or a field. */
export async function pushAsNewer(
  { office, storeId, chance, trace, ledger }: FuzzStore,
  laptop: FuzzLaptop,
): Promise<void> {
  const scene = sceneOf(laptop.db().connection, chance, chance.now())
  const id = createChangeSetIds(chance.newId)()
  const rowId = chance.newId()
  const customers = scene.ids('customer')
  const isUnknownEntity = chance.isTrue(0.5)
  const values = isUnknownEntity
    ? {
        customerId: customers.length === 0 ? null : customerIdSchema.parse(chance.pick(customers)),
        words: chance.newWord(),
      }
    : { ...makers.customer(scene), shoeSize: chance.below(50) }
  const entity = isUnknownEntity ? 'testDrive' : 'customer'
  const changeSet: ChangeSet = {
    id,
    authorId: null,
    occurredAt: chance.now(),
    businessDay: day,
    changes: [
      {
        id: changeIdAt(id, 0),
        entity,
        rowId,
        fields: Object.fromEntries(
          Object.entries(values).map(([field, value]) => [field, { value, parent: null }]),
        ),
      },
    ],
  }
  const caller = { storeId, deviceId: deviceIdSchema.parse(laptop.db().device.get()?.deviceId) }
  await receivePage(
    office.door,
    caller,
    { changeSets: [changeSet] },
    { mark: office.door.mark, now: chance.now() },
  )
  ledger.add({ laptop: -1, changeSetId: id, edits: [{ entity, rowId, fields: values, saw: new Map() }] })
  trace(`  newer writes ${entity} ${rowId} ${JSON.stringify(values)}`)
}
