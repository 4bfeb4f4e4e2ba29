import { z } from 'zod'

/**
 * What this laptop's data is, before anyone can sign in. `open`: every other call is answered. In all other states
 * only the calls of `laptop` are; the others are refused with LAPTOP_NOT_OPEN.
 */
export const backupSchema = z.object({
  id: z.string(),
  madeAt: z.int(),
  bytes: z.int(),
  kind: z.enum(['hourly', 'daily', 'before-upgrade', 'before-restore', 'brought']),
  /** Opened with the key and read through after it was made; `null` when the key is not at hand to look. */
  isGood: z.boolean().nullable(),
})
export type BackupView = Readonly<z.infer<typeof backupSchema>>

/** What was read out of a damaged database, table by table, in the words of the glossary. */
export const salvageReportSchema = z.object({
  tables: z.array(
    z.object({
      table: z.string(),
      rows: z.int(),
      /** Ranges of row ids, first and last, that could not be read. */
      missing: z.array(z.object({ from: z.int(), to: z.int() })),
      /** The table could not be read from here on, so how many rows are missing is not known. */
      endsUnknown: z.boolean(),
      /** Rows that were lost here and made again from the changes of this laptop, or from its newest backup. */
      rebuilt: z.int(),
      /** Rows made with nothing in them, so that rows which were read have what they refer to. */
      standIns: z.int(),
    }),
  ),
  /** Changes brought back from the outbox journal. */
  replayed: z.int(),
  /** Changes of the journal that could not be brought back; they stay in it. */
  notReplayed: z.int(),
  isWhole: z.boolean(),
})
export type SalvageReport = Readonly<z.infer<typeof salvageReportSchema>>

const workSchema = z.object({
  what: z.enum([
    'opening',
    'encrypting',
    'upgrading',
    'checking',
    'salvaging',
    'restoring',
    'changing-key',
    'destroying',
  ]),
  done: z.int(),
  /** `null` while it is not known how much there is. */
  of: z.int().nullable(),
  startedAt: z.int(),
})
export type Work = Readonly<z.infer<typeof workSchema>>

/** `headoffice`: by a request that head office answers. */
const wayToOpenSchema = z.enum(['passphrase', 'recovery-code', 'headoffice'])

/** A request to head office for the key. Nothing in it is secret. */
export const askedSchema = z.object({
  /** The request as text, line by line, to be copied, saved or read out. */
  lines: z.array(z.string()),
  /** What the two people compare by voice. */
  mark: z.string(),
  /** UTC milliseconds. */
  askedAt: z.int(),
  storeCode: z.string(),
  deviceId: z.string(),
})
export type AskedView = Readonly<z.infer<typeof askedSchema>>

export const laptopStateSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('working'), work: workSchema }),
  /** Nothing is here yet, or the recovery code opened it and the passphrase is to be made anew. */
  z.object({
    type: z.literal('passphrase-to-choose'),
    /** `answered`: head office gave the key back, and with the passphrase it is changed for a new one. */
    because: z.enum(['new', 'plain', 'recovered', 'answered']),
    /** Backups copied into this folder from another laptop, which can be brought back instead of starting empty. */
    backups: z.array(backupSchema),
  }),
  z.object({
    type: z.literal('key-needed'),
    ways: z.array(wayToOpenSchema),
    /** `os-key-lost`: the operating system no longer opens the key it sealed. `wraps-missing`: no key is kept here at all. */
    because: z.enum(['start', 'os-key-lost', 'wraps-missing']),
    /** The request to head office that is under way; absent where nothing was asked. */
    asked: askedSchema.optional(),
  }),
  /** The new recovery code after head office gave the key back, shown this once. */
  z.object({ type: z.literal('code-to-keep'), code: z.string() }),
  /** Head office ended this laptop, and what it had not sent is being handed over, sealed. */
  z.object({
    type: z.literal('handing-over'),
    /** Change sets that head office has no receipt for. */
    changeSets: z.int(),
    /** Pictures that it was not given, and goes with them. */
    pictures: z.int(),
    /** Pictures that are more than it takes: they are destroyed with the laptop. */
    picturesLeft: z.int(),
    /** Why the last try came to nothing, `null` before it did. */
    problem: z.enum(['unreachable', 'troubled']).nullable(),
  }),
  /** Head office ended this laptop: everything was handed over and destroyed. */
  z.object({
    type: z.literal('revoked'),
    /** When head office took the last of it, UTC milliseconds. */
    at: z.int(),
    changeSets: z.int(),
    pictures: z.int(),
    picturesLeft: z.int(),
    storeCode: z.string(),
  }),
  z.object({
    type: z.literal('damaged'),
    foundAt: z.int(),
    /** `some`: parts can be read. `all`: the file cannot be read at all. */
    extent: z.enum(['some', 'all']),
    /** Read into a new file beside the damaged one, and not yet in use. */
    salvaged: salvageReportSchema.nullable(),
    backups: z.array(backupSchema),
    /** Changes in the outbox journal, sent or not, that a restore brings back where the backup does not have them. */
    journaled: z.int(),
    /** What the last thing that was tried came to, as an error code; `null` before. */
    failed: z.object({ code: z.string(), detail: z.record(z.string(), z.string()) }).nullable(),
  }),
  z.object({ type: z.literal('refused'), code: z.string(), detail: z.record(z.string(), z.string()) }),
  z.object({ type: z.literal('open') }),
])
export type LaptopState = Readonly<z.infer<typeof laptopStateSchema>>

/** Long enough that guessing it offline costs more than the laptop is worth. */
export const passphraseSchema = z.string().max(200)
