import { z } from 'zod'
import { consultantIdSchema, deviceIdSchema, type StoreId, storeIdSchema } from '../core/ids.ts'
import { languageSchema } from '../core/market/language.ts'
import type { Connection } from './connect.ts'

const deviceSchema = z
  .object({
    device_id: deviceIdSchema,
    store_id: storeIdSchema,
    store_name: z.string(),
    store_code: z.string(),
    market: z.string(),
    time_zone: z.string(),
    language: languageSchema,
    colour_scheme: z.enum(['auto', 'light', 'dark']),
    headoffice_url: z.string().nullable(),
    consultant_id: consultantIdSchema.nullable(),
    installation_id: z.string().nullable(),
    idle_lock_minutes: z.int(),
  })
  .transform((row) => ({
    deviceId: row.device_id,
    storeId: row.store_id,
    storeName: row.store_name,
    storeCode: row.store_code,
    market: row.market,
    timeZone: row.time_zone,
    language: row.language,
    colourScheme: row.colour_scheme,
    headofficeUrl: row.headoffice_url,
    consultantId: row.consultant_id,
    installationId: row.installation_id,
    idleLockMinutes: row.idle_lock_minutes,
  }))
export type Device = Readonly<z.infer<typeof deviceSchema>>

export interface DeviceTable {
  /** This laptop's store and settings, `null` before set-up. */
  readonly get: () => Device | null
  /** Reads it again: a statement elsewhere wrote it. */
  readonly forget: () => void
  readonly create: (device: Omit<Device, 'installationId' | 'idleLockMinutes'>) => void
  /** Changes what may change. `deviceId` only when the data came to another installation, which is a new device. */
  readonly update: (
    change: Partial<
      Pick<
        Device,
        | 'deviceId'
        | 'storeName'
        | 'storeCode'
        | 'timeZone'
        | 'language'
        | 'colourScheme'
        | 'headofficeUrl'
        | 'consultantId'
        | 'installationId'
        | 'idleLockMinutes'
      >
    >,
  ) => void
}

const storeRow = z.object({ store_id: storeIdSchema })

/** The store that a database is of, `null` where nothing was set up. */
export function storeOf(connection: Connection): StoreId | null {
  const row = connection.prepare('SELECT store_id FROM device').get()
  return row === undefined ? null : storeRow.parse(row).store_id
}

/** What this laptop is and how it is set; never synced. */
export function createDeviceTable(connection: Connection): DeviceTable {
  const select = connection.prepare('SELECT * FROM device')
  const insert = connection.prepare(
    `INSERT INTO device (only, device_id, store_id, store_name, store_code, market, time_zone, language,
       colour_scheme, headoffice_url, consultant_id)
     VALUES (1, @deviceId, @storeId, @storeName, @storeCode, @market, @timeZone, @language,
       @colourScheme, @headofficeUrl, @consultantId)`,
  )
  const save = connection.prepare(
    `UPDATE device SET device_id = @deviceId, store_name = @storeName, store_code = @storeCode,
       time_zone = @timeZone, language = @language, colour_scheme = @colourScheme,
       headoffice_url = @headofficeUrl, consultant_id = @consultantId, installation_id = @installationId,
       idle_lock_minutes = @idleLockMinutes`,
  )
  const read = () => {
    const row = select.get()
    return row === undefined ? null : deviceSchema.parse(row)
  }
  // Every action asks for it and this process alone writes it, so it is read again only after a write.
  let known: Device | null = null
  const get = () => {
    known ??= read()
    return known
  }
  return {
    get,
    forget() {
      known = null
    },
    create(device) {
      insert.run(device)
      known = null
    },
    update(change) {
      const device = get()
      if (!device) return
      save.run({ ...device, ...change })
      known = null
    },
  }
}
