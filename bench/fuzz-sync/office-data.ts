import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { resources } from '../../bin/resources.ts'
import { newSealingKeyPair } from '../../core/sealing/sealed.ts'
import { writeEscrowKey } from '../../headoffice/identity/escrow-key.ts'
import { openData } from '../../headoffice/open-data.ts'
import type { SqlDoor } from '../../headoffice/sql.ts'

/** Head office's database, which the seeds of a process share: each has a store of its own. */
export interface OfficeData {
  readonly door: SqlDoor
  /** The escrow key's private half, raw. */
  readonly escrowKey: Uint8Array
  readonly close: () => Promise<void>
}

const now = Date.UTC(2026, 10, 22)

/** A trial's data folder that nobody used yet: making one takes seconds, and a copy of it none. */
export async function prepareOfficeFolder(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'northstar-fuzz-office-template-'))
  const { door } = await open(folder, undefined)
  await door.close()
  return folder
}

/** @param from.template as `prepareOfficeFolder` makes it. @param from.databaseUrl a PostgreSQL instead */
export async function openOfficeData(from: {
  readonly template: string
  readonly databaseUrl?: string | undefined
}): Promise<OfficeData> {
  const folder = mkdtempSync(join(tmpdir(), 'northstar-fuzz-office-'))
  if (from.databaseUrl === undefined) cpSync(from.template, folder, { recursive: true })
  const { door } = await open(folder, from.databaseUrl)
  const { publicKey, privateKey } = await newSealingKeyPair()
  await writeEscrowKey(door, Buffer.from(publicKey).toString('base64url'), now)
  return {
    door,
    escrowKey: privateKey,
    async close() {
      await door.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

const open = (folder: string, databaseUrl: string | undefined) =>
  openData({
    folder,
    databaseUrl,
    resources,
    clock: () => now,
    newId: () => '0193542b-0000-7000-8000-000000000000',
    randomBytes: (count) => Uint8Array.from({ length: count }, (_, index) => index),
    log: pino({ level: 'silent' }),
  })
