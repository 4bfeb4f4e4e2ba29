import { z } from 'zod'
import { consultantIdSchema, customerIdSchema } from '../core/ids.ts'
import { businessDaySchema } from '../core/market/business-day.ts'
import { roleSchema } from '../core/people/role.ts'
import { customerViewSchema } from './customer-view.ts'

export const pinSchema = z.string().max(20)

/** Who lets another person have a PIN on this laptop. */
export const permissionSchema = z.discriminatedUnion('type', [
  /** The person themselves, with the PIN they have. */
  z.object({ type: z.literal('own-pin'), pin: pinSchema }),
  z.object({ type: z.literal('manager'), consultantId: consultantIdSchema, pin: pinSchema }),
  z.object({ type: z.literal('recovery-code'), code: z.string().max(200) }),
  /** Nobody on this laptop ever had a PIN: the first one, a manager where there is one, needs no permission. */
  z.object({ type: z.literal('first') }),
])

const personSchema = z.object({
  id: consultantIdSchema,
  name: z.string(),
  role: roleSchema,
  hasPin: z.boolean(),
  /** They may choose their PIN without anyone's leave: there was never a PIN on this laptop. */
  mayBeFirst: z.boolean(),
  /** How long until the next try is looked at, after wrong PINs; 0 for at once. */
  waitMs: z.int(),
  /** Ten wrong PINs: only a manager or the recovery code opens it again. */
  isLocked: z.boolean(),
})

export const sessionStateSchema = z.object({
  /** Who is signed in on this laptop, in all its windows. */
  signedIn: z.object({ consultantId: consultantIdSchema, role: roleSchema, since: z.int() }).nullable(),
  /** The person signed in last, to be offered first. */
  lastConsultantId: consultantIdSchema.nullable(),
  /** Why nobody is signed in. */
  because: z.enum(['start', 'idle', 'locked', 'signed-out']).nullable(),
  people: z.array(personSchema),
  idleLockMinutes: z.int(),
  /** In the demo, the PIN that everybody has, said openly. */
  demoPin: z.string().nullable(),
  /** What the screen shows to the customer; `null` while it is the consultant's, and while nobody is signed in. */
  customerView: customerViewSchema.nullable(),
})

export const accessActSchema = z.enum([
  'signed-in',
  'signed-out',
  'wrong-pin',
  'pin-set',
  'pin-unlocked',
  'customer-seen',
  'customer-changed',
  'customer-exported',
  'customer-erased',
  'list-exported',
  'list-seen',
  'log-read',
  'settings-changed',
  'recovery-code-made',
  'backup-restored',
  'data-salvaged',
  'journal-replayed',
  /** Head office gave the key back; what opened before opens nothing any more. */
  'opened-by-headoffice',
  /** A file for head office was written, or its answer read, to be carried by hand. */
  'carried-by-hand',
  /** A file was imported, or an import taken back. */
  'file-imported',
  'import-undone',
])
export type AccessAct = z.infer<typeof accessActSchema>

export const accessEntrySchema = z.object({
  position: z.int(),
  at: z.int(),
  personId: consultantIdSchema.nullable(),
  personName: z.string().nullable(),
  act: accessActSchema,
  customerId: customerIdSchema.nullable(),
  customerName: z.string().nullable(),
  /** Ids and codes only, never what a person said or is called. */
  detail: z.record(z.string(), z.string()),
  hash: z.string(),
})

/** The chain as it was recomputed from its first entry. */
export const chainSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('whole'), entries: z.int(), head: z.string() }),
  /** The first position whose entry is missing or does not follow from the one before, and with it the first such ones. */
  z.object({ type: z.literal('broken'), position: z.int(), breaks: z.array(z.int()).min(1).max(20) }),
])

export const securityStateSchema = z.object({
  wraps: z.array(
    z.object({
      id: z.string(),
      type: z.enum(['os', 'passphrase', 'recovery-code', 'escrow', 'demo']),
      madeAt: z.int(),
      /** For a recovery code: its owner has shown that they kept it. */
      isConfirmed: z.boolean(),
    }),
  ),
  /** The operating system's own sealing, `null` where there is none. */
  sealing: z
    .object({
      backend: z.string(),
      /** The backend keeps its key where anyone with the disk can read it. */
      isWeak: z.boolean(),
      /** Another backend than the one the key was sealed with, `null` when it is the same. */
      was: z.string().nullable(),
    })
    .nullable(),
  passphraseRequired: z.boolean(),
  recoveryCode: z.enum(['kept', 'not-confirmed', 'none']),
  idleLockMinutes: z.int(),
})

export const dueForErasureSchema = z.object({
  customerId: customerIdSchema,
  /** Other records of the same person. */
  linkedIds: z.array(customerIdSchema),
  name: z.string().nullable(),
  lastSeenDay: businessDaySchema,
  dueDay: businessDaySchema,
})
