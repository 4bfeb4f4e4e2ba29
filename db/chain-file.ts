import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { deviceIdSchema, storeIdSchema } from '../core/ids.ts'
import { writeDurably } from './durable-files.ts'

const chainSchema = z.object({
  /** Of which enrolment it is. */
  deviceId: deviceIdSchema,
  link: z.string().min(1),
  /** The store that was taken up, and those that this laptop was of before. */
  store: z.object({ id: storeIdSchema, code: z.string(), name: z.string() }),
  earlierStoreIds: z.array(storeIdSchema),
})
/**
 * What must not go back in time with a restored database: the link of the chain that tells two copies of a laptop apart
 * (core/sync/identity.ts), and which store the laptop is of.
 */
export type DeviceChain = Readonly<z.infer<typeof chainSchema>>

const fileOf = (folder: string) => join(folder, 'device-chain.json')

/** `null` where there is none, or none readable: then the laptop has to be enrolled anew. */
export function readChain(folder: string): DeviceChain | null {
  if (!existsSync(fileOf(folder))) return null
  try {
    return chainSchema.parse(JSON.parse(readFileSync(fileOf(folder), 'utf8')))
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof z.ZodError) return null
    throw error
  }
}

/** For data that came from another installation, which was never enrolled. */
export const removeChain = (folder: string): void => rmSync(fileOf(folder), { force: true })

/** On the disk when it returns. */
export const writeChain = (folder: string, chain: DeviceChain): void =>
  writeDurably(fileOf(folder), JSON.stringify(chain))
