import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { deviceIdSchema, type NewId } from '../core/ids.ts'
import type { Connection } from './connect.ts'
import { writeDurably } from './durable-files.ts'

const installationSchema = z.object({ id: z.uuid() })

const fileOf = (folder: string) => join(folder, 'installation.json')

/** The id of the installation that keeps its data in this folder; `null` where there is none yet, or none readable. */
export function knownInstallation(folder: string): string | null {
  const file = fileOf(folder)
  if (!existsSync(file)) return null
  try {
    return installationSchema.parse(JSON.parse(readFileSync(file, 'utf8'))).id
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof z.ZodError) return null
    throw error
  }
}

/** The id of the installation that keeps its data in this folder, made once and kept outside the database. */
export function installationId(folder: string, newId: NewId): string {
  const known = knownInstallation(folder)
  if (known !== null) return known
  const id = newId()
  writeDurably(fileOf(folder), JSON.stringify({ id }))
  return id
}

const deviceRow = z.object({ installation_id: z.string().nullable() })

/**
 * Says whose data this is: a database that comes from another installation's folder makes this laptop a new device.
 * Its device id is a fresh one and it has to be enrolled anew; what was recorded before keeps the ids it has.
 * @param options.isBrought the data is another laptop's, whatever it says of itself
 */
export function settleInstallation(
  connection: Connection,
  options: { readonly folder: string; readonly newId: NewId; readonly isBrought?: boolean },
): 'same' | 'new-device' {
  const here = installationId(options.folder, options.newId)
  const row = connection.prepare('SELECT installation_id FROM device').get()
  if (row === undefined) return 'same'
  const { installation_id: before } = deviceRow.parse(row)
  const isSame = before === here || (before === null && options.isBrought !== true)
  if (isSame) {
    if (before === null) connection.prepare('UPDATE device SET installation_id = ?').run(here)
    return 'same'
  }
  connection.transaction(() => {
    connection
      .prepare('UPDATE device SET installation_id = ?, device_id = ?')
      .run(here, deviceIdSchema.parse(options.newId()))
    // Head office enrolled the other installation, and would take this one for its copy.
    for (const table of ['identity', 'device_key', 'joiner']) connection.exec(`DELETE FROM ${table}`)
  })()
  return 'new-device'
}
