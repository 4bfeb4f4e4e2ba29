import { z } from 'zod'

const diskErrorSchema = z.enum(['ENOSPC', 'EDQUOT', 'EFBIG', 'EIO'])
export type DiskError = z.infer<typeof diskErrorSchema>

/** Whatever takes room on the disk, or syncs. */
const refusedSchema = z.enum(['room', 'syncs'])
export type Refused = z.infer<typeof refusedSchema>

/** What the process that fills its disk is told. */
export const fillingSchema = z.object({
  folder: z.string(),
  resources: z.string(),
  reportsWorker: z.string(),
  upkeepWorker: z.string(),
  importsWorker: z.string(),
  adviceWorker: z.string(),
  controlFile: z.string(),
  seed: z.int(),
  /** One way to be full after the other. */
  ways: z.array(
    z.object({
      error: diskErrorSchema,
      what: refusedSchema,
      /** The first write refused takes half of its bytes. */
      shortWrite: z.boolean(),
      /** The disk is full at once, then after so many writes, then after twice as many, and so on. */
      step: z.int().positive(),
      rounds: z.int().positive(),
    }),
  ),
})
export type Filling = Readonly<z.infer<typeof fillingSchema>>
