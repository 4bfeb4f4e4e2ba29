import { execFile } from 'node:child_process'
import { existsSync, globSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

export interface PostgresCluster {
  readonly databaseUrl: string
  /** Stops and starts it with another setting, e.g. `fsync=off`. */
  readonly restart: (setting: string) => Promise<void>
  /** Ends it as a power cut would, without a last write, and starts it again. */
  readonly crash: () => Promise<void>
  readonly stop: () => Promise<void>
}

const needed = ['initdb', 'pg_ctl', 'postgres'] as const

/** Where this machine keeps PostgreSQL's own programs, `null` where there is none: of Debian's the newest, or one in PATH. */
export function findPostgres({
  debian = '/usr/lib/postgresql',
  path = process.env.PATH ?? '',
}: {
  readonly debian?: string
  readonly path?: string
} = {}): string | null {
  const byNumber = new Intl.Collator('en', { numeric: true }).compare
  const newestLast = globSync(join(debian, '*', 'bin')).sort(byNumber)
  const inPath = path.split(delimiter).filter((folder) => folder !== '')
  const hasAll = (folder: string) => needed.every((program) => existsSync(join(folder, program)))
  return newestLast.findLast(hasAll) ?? inPath.find(hasAll) ?? null
}

/**
 * Why a PostgreSQL cannot be started here, for the name of a skipped test; `null` where it can.
 * PostgreSQL refuses to run as root, so root needs the account its package makes.
 */
export function whyNoPostgres(): string | null {
  if (findPostgres() === null) return 'no PostgreSQL is installed under /usr/lib/postgresql or in PATH'
  if (process.getuid?.() === 0 && !existsSync('/sbin/runuser') && !existsSync('/usr/sbin/runuser'))
    return 'this is root and there is no runuser to start PostgreSQL as another account'
  return null
}

/** Starts a PostgreSQL of its own on a free loopback port, with nothing of it shared and its disk synced. */
export async function startPostgresCluster(): Promise<PostgresCluster> {
  const bin = findPostgres()
  if (bin === null) throw new Error('There is no PostgreSQL on this machine')
  const isRoot = process.getuid?.() === 0
  const folder = mkdtempSync(join(tmpdir(), 'northstar-postgres-'))
  const asOwner = (program: string, args: readonly string[]) =>
    isRoot
      ? run('runuser', ['-u', 'postgres', '--', join(bin, program), ...args], { cwd: '/' })
      : run(join(bin, program), [...args])
  if (isRoot) await run('chown', ['postgres', folder])
  const data = join(folder, 'data')
  await asOwner('initdb', ['-D', data, '-U', 'northstar', '--auth=trust', '--no-locale', '-E', 'UTF8'])
  const port = await freePort()
  const start = (setting: string) => {
    const options = `-p ${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c ${setting}`
    return asOwner('pg_ctl', ['-D', data, '-w', '-l', join(folder, 'log'), '-o', options, 'start'])
  }
  const stop = (mode = 'fast') => asOwner('pg_ctl', ['-D', data, '-m', mode, '-w', 'stop'])
  await start('fsync=on')
  return {
    databaseUrl: `postgres://northstar@127.0.0.1:${port}/postgres`,
    async restart(setting) {
      await stop()
      await start(setting)
    },
    async crash() {
      await stop('immediate')
      await start('fsync=on')
    },
    async stop() {
      // Its data goes with it: there is nothing to put on the disk.
      await stop('immediate')
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() =>
        typeof address === 'object' && address ? resolve(address.port) : reject(new Error('no port')),
      )
    })
  })
}
