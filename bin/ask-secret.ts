import { createInterface } from 'node:readline/promises'
import { Writable } from 'node:stream'

/**
 * Asks for something that nobody beside may read: what is typed is not shown.
 * @returns `null` when there is no terminal to type at
 */
export async function askSecret(question: string): Promise<string | null> {
  if (!process.stdin.isTTY) return null
  process.stderr.write(question)
  const unseen = new Writable({ write: (_chunk, _encoding, done) => done() })
  const lines = createInterface({ input: process.stdin, output: unseen, terminal: true })
  try {
    return await lines.question('')
  } finally {
    lines.close()
    process.stderr.write('\n')
  }
}
