import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'

const operatorFileSchema = z.object({
  url: z.url({ protocol: /^http$/, hostname: /^127\.0\.0\.1$/ }),
  token: z.string().min(32),
})
/** Where the head office that has a folder open takes its operator's commands, and what opens it. */
export type OperatorFile = Readonly<z.infer<typeof operatorFileSchema>>

const fileIn = (folder: string) => join(folder, 'operator.json')

/** Only the account that runs head office can read it, and so give commands. */
export function writeOperatorFile(folder: string, content: OperatorFile): void {
  const written = `${fileIn(folder)}.new`
  rmSync(written, { force: true })
  writeFileSync(written, `${JSON.stringify(content)}\n`, { mode: 0o600, flag: 'wx' })
  renameSync(written, fileIn(folder))
}

/** `null` where there is none, or none that can be read. */
export function readOperatorFile(folder: string): OperatorFile | null {
  try {
    return operatorFileSchema.parse(JSON.parse(readFileSync(fileIn(folder), 'utf8')))
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof z.ZodError) return null
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  }
}

export function removeOperatorFile(folder: string): void {
  rmSync(fileIn(folder), { force: true })
}
