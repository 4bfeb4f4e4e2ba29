import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { readPublicKey } from '../electron/updates/minisign.ts'
import { updateKeysFile } from '../electron/updates/update-keys.ts'
import { run as build } from './build.ts'
import { runElectronBuilder } from './installers/electron-builder.ts'
import { run as licences } from './licences.ts'
import { resources } from './resources.ts'

/**
 * `npm run installers`: builds Northstar and makes the installers of this system in `dist/`.
 * @param args go to electron-builder, such as `--dir` for the application without its installer
 */
export async function run(args: readonly string[]): Promise<number> {
  const keys = updateKeysOfEnvironment()
  if (keys === null) {
    process.stderr.write('NORTHSTAR_UPDATE_KEYS holds something that is no public key of minisign.\n')
    return 1
  }
  const built = await build([])
  if (built !== 0) return built
  const mayBeGiven = await licences(['--write', join(resources, 'out', 'third-party-licences.txt')])
  if (mayBeGiven !== 0) return mayBeGiven
  keepUpdateKeys(keys)
  return runElectronBuilder(resources, args)
}

/** The public keys, divided by blanks or commas; `null` where one of them is none. */
function updateKeysOfEnvironment(): readonly string[] | null {
  const { NORTHSTAR_UPDATE_KEYS: text = '' } = process.env
  const keys = text.split(/[\s,]+/).filter((key) => key !== '')
  return keys.every((key) => readPublicKey(key) !== null) ? keys : null
}

/** Keys of an earlier build are not this one's. */
function keepUpdateKeys(keys: readonly string[]): void {
  const file = updateKeysFile(resources)
  rmSync(file, { force: true })
  if (keys.length > 0) writeFileSync(file, JSON.stringify(keys))
  else
    process.stdout.write(
      'NORTHSTAR_UPDATE_KEYS is not set: what these installers install takes no updates from head office.\n',
    )
}
