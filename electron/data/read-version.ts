import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'

/** The version of the application, as its package says. @param resources the folder of the project */
export function readVersion(resources: string): string {
  const packageSchema = z.object({ version: z.string() })
  return packageSchema.parse(JSON.parse(readFileSync(join(resources, 'package.json'), 'utf8'))).version
}
