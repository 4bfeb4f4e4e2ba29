import type { StoreId } from '../core/ids.ts'
import type { Enrolment } from '../core/sync/identity.ts'
import { type DeviceChain, readChain, writeChain } from './chain-file.ts'
import type { Connection } from './connect.ts'
import { storeOf } from './device.ts'
import { knownInstallation } from './installation.ts'
import { earlierStores } from './stores-of-laptop.ts'
import { takeUpStore } from './take-up-store.ts'

/**
 * Makes this laptop the device that head office enrolled, with the keys that were tried. The link goes to the disk
 * first: a power cut between the two leaves a laptop that is not enrolled, and that has the same answer for the same
 * code.
 * @param options.at UTC milliseconds
 * @param options.alongside more that is written in the same transaction, before the store is taken up
 */
export function keepEnrolment(
  connection: Connection,
  enrolment: Enrolment,
  {
    folder,
    at,
    alongside = () => {},
  }: { readonly folder: string; readonly at: number; readonly alongside?: () => void },
): void {
  const { deviceId, store } = enrolment
  writeChain(
    folder,
    chainOf(enrolment, { before: storeOf(connection), known: knownEarlier(connection, folder) }),
  )
  connection
    .transaction(() => {
      alongside()
      takeUpStore(connection, { deviceId, store, at })
      // Said at the next start anyway; until then a copy of the database alone would not be told from it.
      connection
        .prepare('UPDATE device SET installation_id = coalesce(installation_id, ?)')
        .run(knownInstallation(folder))
      connection
        .prepare(
          `INSERT OR REPLACE INTO identity (only, device_id, state, enrolled_at, headoffice_signing_key,
             headoffice_box_key, escrow_key) VALUES (1, ?, 'enrolled', ?, ?, ?, ?)`,
        )
        .run(deviceId, at, enrolment.signingKey, enrolment.boxKey, enrolment.escrowKey)
      connection.exec(`DELETE FROM device_key WHERE purpose <> 'enrolling';
        UPDATE device_key SET purpose = 'enrolled', code_hash = NULL`)
    })
    .immediate()
}

const knownEarlier = (connection: Connection, folder: string): readonly StoreId[] => [
  ...earlierStores(connection),
  ...(readChain(folder)?.earlierStoreIds ?? []),
]

function chainOf(
  { deviceId, store, chain }: Enrolment,
  { before, known }: { readonly before: StoreId | null; readonly known: readonly StoreId[] },
): DeviceChain {
  const earlier = new Set([...known, ...(before === null ? [] : [before])])
  earlier.delete(store.id)
  return {
    deviceId,
    link: chain,
    store: { id: store.id, code: store.code, name: store.name },
    earlierStoreIds: [...earlier],
  }
}
