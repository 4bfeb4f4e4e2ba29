import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { z } from 'zod'

/** The most JavaScript, in thousands of gzipped bytes, that the page may need before its first screen. */
export const largestInitialKb = 250

const manifestSchema = z.record(
  z.string(),
  z.object({
    file: z.string(),
    isEntry: z.boolean().optional(),
    imports: z.array(z.string()).optional(),
  }),
)
type Manifest = z.infer<typeof manifestSchema>

/**
 * The size of the page's initial JavaScript in thousands of gzipped bytes: its entry and all that the entry imports
 * statically, each file compressed by itself as a server would send it.
 * @param rendererFolder the built page, with the manifest that the build leaves in it
 */
export function rendererGzipKb(rendererFolder: string): number {
  const text = readFileSync(join(rendererFolder, '.vite', 'manifest.json'), 'utf8')
  const manifest = manifestSchema.parse(JSON.parse(text))
  const bytes = [...initialFiles(manifest)]
    .filter((file) => file.endsWith('.js'))
    .reduce((sum, file) => sum + gzipSync(readFileSync(join(rendererFolder, file))).byteLength, 0)
  return bytes / 1000
}

function initialFiles(manifest: Manifest): ReadonlySet<string> {
  const seen = new Set<string>()
  const visit = (key: string): void => {
    if (seen.has(key)) return
    seen.add(key)
    for (const imported of manifest[key]?.imports ?? []) visit(imported)
  }
  for (const [key, { isEntry }] of Object.entries(manifest)) if (isEntry === true) visit(key)
  return new Set([...seen].flatMap((key) => manifest[key]?.file ?? []))
}
