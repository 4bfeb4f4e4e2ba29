import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { Refusal } from '../contract/errors.ts'
import { breaksListed, type Chain, createAccessLog } from '../db/access-log.ts'
import { connectReader, databaseFile } from '../db/connect.ts'
import type { DatabaseKey } from '../db/database-key.ts'
import { versionOf } from '../db/migrate.ts'
import { demoKey } from '../electron/data/vault/demo-key.ts'
import { createKeyVault, type KeyVault } from '../electron/data/vault/key-vault.ts'
import { dataFolder } from '../electron/data-folder.ts'
import { newId, randomBytes, systemClock } from '../electron/doors.ts'
import { askSecret } from './ask-secret.ts'
import { resources } from './resources.ts'

const help = `npm run access-log -- verify [options]
  --data FOLDER    the laptop's data folder, the usual one unless said
  --demo           it is a demo's folder, whose key is no secret
  --recovery-code  open it with the recovery code instead of the passphrase
  --noted MARK     the last mark that was noted earlier, or its first eight digits or more: says where the log has it
Asks for the passphrase or the recovery code, or takes them from NORTHSTAR_PASSPHRASE and NORTHSTAR_RECOVERY_CODE.`

/** The version of the tables that brought the access log. */
const firstVersion = 2

/** What the tool says and asks with. */
export interface Terminal {
  readonly say: (line: string) => void
  /** @returns what was typed, unseen; `null` when nobody is there to type */
  readonly ask: (question: string) => Promise<string | null>
  readonly env: Readonly<Record<string, string | undefined>>
}

/**
 * `npm run access-log -- verify`: computes the chain of a laptop's access log anew from its first entry, reading only.
 * @returns 0 when it is whole, 1 when it is broken or could not be read, 2 for words that it does not know
 */
export async function run(args: readonly string[], terminal: Terminal = systemTerminal): Promise<number> {
  const options = readOptions(args)
  if (options === null) {
    terminal.say(help)
    return 2
  }
  const named = options.data ?? (options.demo ? join(resources, 'demo-day', 'laptop') : undefined)
  const folder = dataFolder({ named, env: terminal.env, platform: process.platform })
  if (!existsSync(databaseFile(folder))) {
    terminal.say(`There is no laptop’s data in ${folder}. Name its folder with --data.`)
    return 1
  }
  const key = options.demo ? demoKey : await openKey(folder, options['recovery-code'], terminal)
  if (key === null) return 1
  return verify({ folder, key, noted: options.noted }, terminal)
}

function readOptions(args: readonly string[]) {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        data: { type: 'string' },
        demo: { type: 'boolean', default: false },
        'recovery-code': { type: 'boolean', default: false },
        noted: { type: 'string' },
      },
    })
    // On the screen and on paper it stands in groups.
    const noted = values.noted?.replaceAll(' ', '') ?? null
    if (noted !== null && !/^[0-9a-f]{8,64}$/.test(noted)) return null
    return positionals.length === 1 && positionals[0] === 'verify' ? { ...values, noted } : null
  } catch {
    // A word that is not in the list: answered with the list.
    return null
  }
}

async function openKey(folder: string, byCode: boolean, terminal: Terminal): Promise<DatabaseKey | null> {
  // The operating system unseals only for Northstar itself, so here it takes what a person knows.
  const vault = createKeyVault({ folder, clock: systemClock, newId, randomBytes, sealer: null })
  const { ways } = vault.state()
  const by = byCode || !ways.includes('passphrase') ? await askCode(terminal) : await askPassphrase(terminal)
  if (by === null) {
    terminal.say('Nothing was typed, so the laptop was not opened. Nothing was changed.')
    return null
  }
  const opened = await vault.open(by)
  if (opened.type !== 'opened') throw new Refusal('NOT_NOW')
  return opened.key
}

type Secret = Parameters<KeyVault['open']>[0]

async function askPassphrase({ ask, env }: Terminal): Promise<Secret | null> {
  const passphrase = env.NORTHSTAR_PASSPHRASE ?? (await ask('Passphrase: '))
  return passphrase ? { type: 'passphrase', passphrase } : null
}

async function askCode({ ask, env }: Terminal): Promise<Secret | null> {
  const code = env.NORTHSTAR_RECOVERY_CODE ?? (await ask('Recovery code: '))
  return code ? { type: 'recovery-code', code } : null
}

function verify(
  of: { readonly folder: string; readonly key: DatabaseKey; readonly noted: string | null },
  { say }: Terminal,
): number {
  const connection = connectReader(of.folder, of.key)
  try {
    if (versionOf(connection) < firstVersion) {
      say('This data is of an earlier Northstar, which kept no access log. Nothing was changed.')
      return 1
    }
    // In one transaction: what is written meanwhile is not seen.
    const log = createAccessLog(connection)
    const { chain, notedAt } = connection.transaction(() => ({
      chain: log.verify(),
      notedAt: of.noted === null ? null : log.positionOf(of.noted),
    }))()
    for (const line of chainLines(chain)) say(line)
    if (of.noted === null) return chain.type === 'whole' ? 0 : 1
    say(
      notedAt === null
        ? 'access-log: noted mark is in no entry'
        : `access-log: noted mark is that of entry ${notedAt}`,
    )
    return chain.type === 'whole' && notedAt !== null ? 0 : 1
  } finally {
    connection.close()
  }
}

function chainLines(chain: Chain): readonly string[] {
  if (chain.type === 'whole') return [`access-log: entries=${chain.entries} head=${chain.head} whole`]
  const lines = chain.breaks.map((position) => `access-log: broken at entry ${position}`)
  return lines.length < breaksListed ? lines : [...lines, 'access-log: what comes after was not looked at']
}

const systemTerminal: Terminal = {
  say: (line) => void process.stdout.write(`${line}\n`),
  ask: askSecret,
  env: process.env,
}
