import { z } from 'zod'
import { type DeviceId, deviceIdSchema } from '../core/ids.ts'
import type { Connection } from './connect.ts'

/** A device's key pairs, each as its seed of 32 bytes in base64url. */
export interface KeySeeds {
  /** Ed25519. */
  readonly signing: string
  /** X25519. */
  readonly box: string
}

const identityRow = z
  .object({
    device_id: deviceIdSchema,
    state: z.enum(['enrolled', 'revoked', 'cloned']),
    enrolled_at: z.int(),
    rotated_at: z.int().nullable(),
    headoffice_signing_key: z.string(),
    headoffice_box_key: z.string(),
    escrow_key: z.string().nullable(),
  })
  .transform((row) => ({
    deviceId: row.device_id,
    state: row.state,
    enrolledAt: row.enrolled_at,
    rotatedAt: row.rotated_at,
    headofficeSigningKey: row.headoffice_signing_key,
    headofficeBoxKey: row.headoffice_box_key,
    escrowKey: row.escrow_key,
  }))
/** Who this laptop is to head office. Instants are UTC milliseconds, keys base64url. */
type KnownIdentity = Readonly<z.infer<typeof identityRow>>

const keyRow = z
  .object({
    device_id: deviceIdSchema,
    signing_seed: z.string(),
    box_seed: z.string(),
    code_hash: z.string().nullable(),
  })
  .transform((row) => ({
    deviceId: row.device_id,
    seeds: { signing: row.signing_seed, box: row.box_seed },
    codeHash: row.code_hash,
  }))

type KeyPurpose = 'enrolling' | 'enrolled' | 'rotating'

export interface IdentityTable {
  /** `null` before this laptop was enrolled. */
  readonly get: () => KnownIdentity | null
  readonly setState: (state: KnownIdentity['state']) => void
  /** Pins another escrow key, base64url: a manager has accepted it. */
  readonly pinEscrowKey: (escrowKey: string) => void
  readonly keys: (purpose: KeyPurpose) => z.infer<typeof keyRow> | null
  /** Keeps the keys that an enrolment is tried with, before it is said. */
  readonly keepEnrolling: (of: {
    readonly deviceId: DeviceId
    readonly seeds: KeySeeds
    readonly codeHash: string
  }) => void
  readonly keepRotating: (deviceId: DeviceId, seeds: KeySeeds) => void
  /** The new keys are head office's now. @param rotatedAt UTC milliseconds */
  readonly finishRotation: (rotatedAt: number) => void
}

/** Who this laptop is to head office, and its private keys; never synced. */
export function createIdentityTable(connection: Connection): IdentityTable {
  const select = connection.prepare('SELECT * FROM identity')
  const setState = connection.prepare('UPDATE identity SET state = ?')
  const pinEscrow = connection.prepare('UPDATE identity SET escrow_key = ?')
  const selectKey = connection.prepare('SELECT * FROM device_key WHERE purpose = ?')
  const putKey = connection.prepare(
    `INSERT OR REPLACE INTO device_key (purpose, device_id, signing_seed, box_seed, code_hash)
     VALUES (?, ?, ?, ?, ?)`,
  )
  const finish = connection.transaction((rotatedAt: number) => {
    connection.exec(`INSERT OR REPLACE INTO device_key
      SELECT 'enrolled', device_id, signing_seed, box_seed, NULL FROM device_key WHERE purpose = 'rotating';
      DELETE FROM device_key WHERE purpose = 'rotating'`)
    connection.prepare('UPDATE identity SET rotated_at = ?').run(rotatedAt)
  })
  return {
    get: () => identityRow.optional().parse(select.get()) ?? null,
    setState: (state) => void setState.run(state),
    pinEscrowKey: (escrowKey) => void pinEscrow.run(escrowKey),
    keys: (purpose) => keyRow.optional().parse(selectKey.get(purpose)) ?? null,
    keepEnrolling: ({ deviceId, seeds, codeHash }) =>
      void putKey.run('enrolling', deviceId, seeds.signing, seeds.box, codeHash),
    keepRotating: (deviceId, seeds) => void putKey.run('rotating', deviceId, seeds.signing, seeds.box, null),
    finishRotation: finish.immediate,
  }
}
