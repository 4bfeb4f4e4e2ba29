import { openedFarewell } from '../../bin/escrow/opened-farewell.ts'
import type { StoreId } from '../../core/ids.ts'
import { nothingSealed } from '../../core/sealing/farewell.ts'
import { sha256Of } from '../../headoffice/identity/key-pairs.ts'
import type { Office } from './office.ts'

const emptyHash = sha256Of(nothingSealed)

/** Has the operator open what revoked laptops of the store handed over, and take it in; again changes nothing. */
export async function openFarewells(
  { operator, escrowKey, takeLastWords }: Office,
  storeId: StoreId,
  trace: (words: string) => void,
): Promise<void> {
  const said = (await operator.farewells()).filter((farewell) => farewell.storeId === storeId)
  for (const [deviceId, own] of Map.groupBy(said, (farewell) => farewell.deviceId)) {
    const sealed: string[] = []
    for (const farewell of own) {
      const bytes = farewell.sealedHash === emptyHash ? null : await operator.farewell(farewell)
      if (bytes !== null) sealed.push(bytes)
    }
    if (sealed.length === 0) continue
    const opened = await openedFarewell(sealed, deviceId, escrowKey)
    if (opened === null || opened.notOpened.length > 0)
      throw new Error(`The farewell of ${deviceId} does not open`)
    await takeLastWords(deviceId, opened.changeSets)
    trace(`  the farewell of ${deviceId} was opened: ${opened.changeSets.length} change sets`)
  }
}
