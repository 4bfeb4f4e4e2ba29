import { existsSync } from 'node:fs'
import { Refusal } from '../../contract/errors.ts'
import { databaseFile } from '../../db/connect.ts'
import { isPlainDatabase } from '../../db/encrypt-plain-database.ts'
import { readSalt } from '../../db/salt.ts'
import { demoKey } from './vault/demo-key.ts'
import { wrapsCopy, wrapsFile } from './vault/wraps-file.ts'

/**
 * Keeps a demo, whose key is no secret, and a real laptop's data out of each other's folders.
 * @throws Refusal NOT_A_DEMO_FOLDER, DEMO_FOLDER; nothing is touched then
 */
export function refuseOtherUse(folder: string, isDemo: boolean): void {
  const hasWraps = [wrapsFile(folder), wrapsCopy(folder)].some((file) => existsSync(file))
  const salt = readSalt(databaseFile(folder))
  const hasDemo = salt === demoKey.salt
  if (isDemo && (hasWraps || isPlainDatabase(folder) || (salt !== null && !hasDemo)))
    throw new Refusal('NOT_A_DEMO_FOLDER', { folder })
  if (!isDemo && hasDemo && !hasWraps) throw new Refusal('DEMO_FOLDER', { folder })
}
