import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { metered, openLine, type Traffic } from './line.ts'
import type { Profile } from './profiles.ts'
import { startProgram } from './program.ts'

/** What one replication of all documents took, there or back. */
export interface Replication {
  readonly ms: number
  readonly traffic: Traffic
}

const folder = join(import.meta.dirname, 'peer')

/** Installs the peer as its lock file says, once. Nothing of it is the application's. */
function installPeer(): void {
  const installed = join(folder, 'node_modules', '.package-lock.json')
  const wanted = readFileSync(join(folder, 'package-lock.json'), 'utf8')
  if (existsSync(installed) && hasAll(wanted, readFileSync(installed, 'utf8'))) return
  // LevelDB comes built within its package: no script has to run.
  execFileSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], {
    cwd: folder,
    stdio: 'inherit',
  })
}

const lockSchema = z.object({ packages: z.record(z.string(), z.object({ version: z.string().optional() })) })

function hasAll(wanted: string, installed: string): boolean {
  const there = lockSchema.parse(JSON.parse(installed)).packages
  return Object.entries(lockSchema.parse(JSON.parse(wanted)).packages).every(
    ([name, { version }]) => name === '' || there[name]?.version === version,
  )
}

const replicatedSchema = z.object({ ms: z.number(), docs: z.int(), written: z.int() })

/**
 * PouchDB replicates the profiles to express-pouchdb, and from there to an empty database.
 * @throws Error when not all of them arrived
 */
export async function replicateWithPeer(
  profiles: readonly Profile[],
  newId: () => string,
): Promise<{ readonly push: Replication; readonly pull: Replication }> {
  installPeer()
  await using server = startProgram(new URL('./peer/server.js', import.meta.url))
  const { url } = await server.ask(z.object({ url: z.string() }), {})
  await using line = await openLine(url)
  await using client = startProgram(new URL('./peer/client.js', import.meta.url))
  const docs = profiles.map((profile) => ({ _id: newId(), entity: 'customer', ...profile }))
  await client.ask(z.object({}), { type: 'fill', name: 'there', docs })
  const replicate = async (type: 'push' | 'pull', name: string): Promise<Replication> => {
    const { result, traffic } = await metered(line, () =>
      client.ask(replicatedSchema, { type, name, url: `${line.url}/profiles` }),
    )
    if (result.written !== docs.length || result.docs !== docs.length)
      throw new Error(`The peer wrote ${result.written} of ${docs.length} documents`)
    return { ms: result.ms, traffic }
  }
  return { push: await replicate('push', 'there'), pull: await replicate('pull', 'back') }
}
