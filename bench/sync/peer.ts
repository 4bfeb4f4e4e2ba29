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

/** PouchDB and express-pouchdb, each in a process of its own that lives as long as ours do: what is warm is warm in both. */
export interface Peer {
  /**
   * PouchDB replicates the profiles to express-pouchdb, and from there to an empty database.
   * @param name of databases that are not there yet
   * @throws Error when not all of them arrived
   */
  readonly replicate: (
    profiles: readonly Profile[],
    name: string,
  ) => Promise<{ readonly push: Replication; readonly pull: Replication }>
  readonly [Symbol.asyncDispose]: () => Promise<void>
}

export async function startPeer(newId: () => string): Promise<Peer> {
  installPeer()
  const server = startProgram(new URL('./peer/server.js', import.meta.url))
  const { url } = await server.ask(z.object({ url: z.string() }), {})
  const line = await openLine(url)
  const client = startProgram(new URL('./peer/client.js', import.meta.url))
  return {
    async replicate(profiles, name) {
      const docs = profiles.map((profile) => ({ _id: newId(), entity: 'customer', ...profile }))
      await client.ask(z.object({}), { type: 'fill', name: `${name}-there`, docs })
      const way = async (type: 'push' | 'pull', local: string): Promise<Replication> => {
        const { result, traffic } = await metered(line, () =>
          client.ask(replicatedSchema, { type, name: local, url: `${line.url}/${name}` }),
        )
        if (result.written !== docs.length || result.docs !== docs.length)
          throw new Error(`The peer wrote ${result.written} of ${docs.length} documents`)
        return { ms: result.ms, traffic }
      }
      return { push: await way('push', `${name}-there`), pull: await way('pull', `${name}-back`) }
    },
    async [Symbol.asyncDispose]() {
      for (const each of [client, line, server]) await each[Symbol.asyncDispose]()
    },
  }
}
