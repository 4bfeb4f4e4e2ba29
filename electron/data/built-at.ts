import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'

const builtAtSchema = z.object({ builtAt: z.int().positive() })

/** Where the build says when it was made, under the folder that holds `out/`. */
export const builtAtFile = (root: string): string => join(root, 'out', 'built-at.json')

/** When this version was built, UTC milliseconds; `null` where it runs without having been built. */
export function readBuiltAt(root: string): number | null {
  const file = builtAtFile(root)
  if (!existsSync(file)) return null
  return builtAtSchema.parse(JSON.parse(readFileSync(file, 'utf8'))).builtAt
}
