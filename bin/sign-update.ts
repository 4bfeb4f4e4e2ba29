import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { newestVersion } from '../db/migrate.ts'
import { randomBytes } from '../electron/doors.ts'
import { resources } from './resources.ts'
import { newSecretKey, readSecretKey } from './updates/minisign-secret.ts'
import { publishRelease } from './updates/publish-release.ts'

const usage = `npm run sign-update -- --folder FOLDER [--staging PERCENT]   with the key in NORTHSTAR_UPDATE_SECRET_KEY
npm run sign-update -- --folder FOLDER [--staging PERCENT] --unsigned   leaves the signing to minisign
npm run sign-update -- --new-key   makes a key pair`

/** `npm run sign-update`: says what a release is, signs it, and so makes the folder one to serve updates from. */
export async function run(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      folder: { type: 'string' },
      staging: { type: 'string', default: '100' },
      unsigned: { type: 'boolean', default: false },
      'new-key': { type: 'boolean', default: false },
    },
  })
  if (values['new-key']) return sayNewKey()
  const staging = /^\d{1,3}$/.test(values.staging) ? Number(values.staging) : Number.NaN
  if (values.folder === undefined || !(staging <= 100)) return refuse(usage)
  const secretKey = values.unsigned ? null : readSecretKey(process.env.NORTHSTAR_UPDATE_SECRET_KEY ?? '')
  if (secretKey === 'encrypted')
    return refuse(
      'This secret key has a passphrase, for which only minisign itself asks: say --unsigned, and sign with it.',
    )
  if (secretKey === 'not-a-key') return refuse('NORTHSTAR_UPDATE_SECRET_KEY holds no secret key of minisign.')
  const published = await publishRelease({
    folder: values.folder,
    stagingPercentage: staging,
    databaseVersion: newestVersion(join(resources, 'db', 'migrations')),
    secretKey,
  })
  if (published.type === 'refused') return refuse(published.sentence)
  for (const { file, version } of published.files) {
    say(`${file}: version ${version}, for ${staging} of 100 laptops.`)
    if (secretKey === null) say(`Now sign it: minisign -S -m ${join(values.folder, file)}`)
  }
  return 0
}

function sayNewKey(): number {
  const { line, secretKey } = newSecretKey(randomBytes)
  say(`NORTHSTAR_UPDATE_KEYS=${secretKey.publicKey}`)
  say(`NORTHSTAR_UPDATE_SECRET_KEY=${line}`)
  say(
    'The first goes into every installer. The second signs: whoever has it can put programs on every laptop.',
  )
  return 0
}

function refuse(sentence: string): number {
  process.stderr.write(`${sentence}\n`)
  return 1
}

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}
