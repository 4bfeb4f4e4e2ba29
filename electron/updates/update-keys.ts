import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { readPublicKey } from './minisign.ts'

const updateKeysSchema = z.array(z.string().refine((key) => readPublicKey(key) !== null, 'no minisign key'))

/** Where an installer's build says who may sign its updates, under the folder that holds `out/`. */
export const updateKeysFile = (root: string): string => join(root, 'out', 'update-keys.json')

/** The public keys of whoever may sign an update; none where this build takes no updates. */
export function readUpdateKeys(root: string): readonly string[] {
  const file = updateKeysFile(root)
  return existsSync(file) ? updateKeysSchema.parse(JSON.parse(readFileSync(file, 'utf8'))) : []
}
