import { z } from 'zod'
import { errorCatalogue } from '../../../contract/errors.ts'
import { backupSchema, salvageReportSchema } from '../../../contract/laptop.ts'
import { keysOf } from '../../../core/keys-of.ts'
import { databaseKeySchema } from '../../../db/database-key.ts'
import { problemSchema } from '../worker-problem.ts'

/** A long work and what it needs to know beside the folder and the key. Instants are UTC milliseconds. */
const jobSchema = z.discriminatedUnion('type', [
  /** Makes the plain database of an earlier build an encrypted one. */
  z.object({ type: z.literal('encrypt') }),
  /** Brings the tables to the newest version, after a backup, and reads them through. */
  z.object({ type: z.literal('migrate'), nowMs: z.int() }),
  /** Reads the database through, and rebuilds what can be told again from its tables. */
  z.object({ type: z.literal('check') }),
  z.object({ type: z.literal('count-journal') }),
  /** Brings the changes of the journal that the database in use has lost back into it. */
  z.object({ type: z.literal('replay') }),
  /** Reads what can be read of a damaged database into a new file. */
  z.object({ type: z.literal('salvage'), nowMs: z.int() }),
  z.object({ type: z.literal('backup'), kind: z.enum(['hourly', 'daily']), nowMs: z.int() }),
  /** Puts a backup in use, with the journal on top. */
  z.object({ type: z.literal('restore'), backupId: z.string(), nowMs: z.int() }),
  /** Brings everything that opens with a key from before under the worker's key. */
  z.object({
    type: z.literal('change-key'),
    formers: z.array(databaseKeySchema),
    request: z.string(),
    nowMs: z.int(),
  }),
])
export type Job = Readonly<z.infer<typeof jobSchema>>
type JobType = Job['type']

/** What comes of each. */
const resultSchemas = {
  encrypt: z.object({}),
  'change-key': z.object({}),
  migrate: z.object({ from: z.int(), to: z.int() }),
  check: z.object({ extent: z.enum(['none', 'some', 'all']), rebuilt: z.boolean() }),
  'count-journal': z.object({ records: z.int() }),
  replay: z.object({ replayed: z.int(), notReplayed: z.int(), waitingRows: z.int() }),
  salvage: z.object({ report: salvageReportSchema }),
  backup: z.object({ backup: backupSchema, heldUpTo: z.int() }),
  restore: z.object({
    replayed: z.int(),
    notReplayed: z.int(),
    isNewDevice: z.boolean(),
    droppedLog: z.object({ entries: z.int(), head: z.string() }).nullable(),
  }),
} as const satisfies Record<JobType, z.ZodType>
export type Results = { readonly [T in JobType]: Readonly<z.infer<(typeof resultSchemas)[T]>> }

// Typed by the same key on both sides, so that a job's type names its result's type.
const schemaByType: { readonly [T in JobType]: z.ZodType<Results[T]> } = resultSchemas

/** Reads what a worker says came of its job. */
export function parseResult<T extends JobType>(type: T, result: unknown): Results[T] {
  return schemaByType[type].parse(result)
}

/** What a worker is started with: the key goes this way only. */
export const upkeepDataSchema = z.object({
  folder: z.string(),
  key: databaseKeySchema,
  migrationsFolder: z.string(),
  job: jobSchema,
})
export type UpkeepData = Readonly<z.infer<typeof upkeepDataSchema>>

/** What a worker says: how far it is, as often as it likes, and then once how it ended. */
export const upkeepMessageSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('progress'), done: z.int(), of: z.int().nullable() }),
  z.object({ type: z.literal('done'), result: z.unknown() }),
  z.object({
    type: z.literal('refused'),
    code: z.enum(keysOf(errorCatalogue)),
    detail: z.record(z.string(), z.string()),
  }),
  z.object({ type: z.literal('failed'), problem: problemSchema }),
])
export type UpkeepMessage = Readonly<z.infer<typeof upkeepMessageSchema>>
