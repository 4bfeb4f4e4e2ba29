import { openedFarewell } from '../../bin/escrow/opened-farewell.ts'
import type { StoreId } from '../../core/ids.ts'
import type { Office } from './office.ts'

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
      const bytes = farewell.changeSets === 0 ? null : await operator.farewell(farewell)
      if (bytes !== null) sealed.push(bytes)
    }
    const opened = await openedFarewell(sealed, deviceId, escrowKey)
    if (opened === null) throw new Error(`The farewell of ${deviceId} does not open`)
    await takeLastWords(deviceId, opened.changeSets)
    trace(`  the farewell of ${deviceId} was opened: ${opened.changeSets.length} change sets`)
  }
}
