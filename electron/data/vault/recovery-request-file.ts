import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { destroyFile } from '../../../db/destroy-file.ts'
import { partialEnding, syncFolder, writeDurably } from '../../../db/durable-files.ts'

/*
 * What is kept of a request that waits for its answer, so that a laptop which was closed meanwhile goes on where it was:
 * people ask in the evening and are answered in the morning. The private key lies here in plain. It opens nothing but an
 * answer to this request, and an answer is only ever made by someone with the escrow key and its passphrase, for a
 * person whom they have spoken to. Whoever has the disk and the answer has the data with or without this file's being
 * kept in memory instead, for they could as well have asked. It is overwritten as soon as the answer was taken.
 */
const requestFileSchema = z.object({
  format: z.literal('northstar-recovery-request'),
  version: z.literal(1),
  /** The escrow wrap that it asks to have opened. */
  wrapId: z.string(),
  askedAt: z.int(),
  publicKey: z.base64url().length(43),
  privateKey: z.base64url().length(43),
})
export type KeptRequest = Readonly<z.infer<typeof requestFileSchema>>

const requestFile = (folder: string): string => join(folder, 'recovery-request.json')

/** The request that waits for its answer, `null` where there is none, or none readable. */
export function readRequestFile(folder: string): KeptRequest | null {
  const file = requestFile(folder)
  if (!existsSync(file)) return null
  try {
    return requestFileSchema.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch (error) {
    // A request is made anew as easily as it was made.
    if (error instanceof SyntaxError || error instanceof z.ZodError) return null
    throw error
  }
}

export function writeRequestFile(folder: string, kept: KeptRequest): void {
  destroyFile(requestFile(folder))
  writeDurably(requestFile(folder), JSON.stringify(kept))
}

export function destroyRequestFile(folder: string): void {
  destroyFile(requestFile(folder))
  destroyFile(`${requestFile(folder)}${partialEnding}`)
  syncFolder(folder)
}
