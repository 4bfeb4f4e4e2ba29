import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse, stringify } from 'yaml'
import { z } from 'zod'
import { isMetadataFile, releaseSchema } from '../../core/updates/release.ts'
import { signedFileMark } from '../../electron/updates/read-release.ts'
import { sha512Of } from '../../electron/updates/sha512-of.ts'
import { type SecretKey, signMessage } from './minisign-secret.ts'

type Published =
  | {
      readonly type: 'signed'
      readonly files: readonly { readonly file: string; readonly version: string }[]
    }
  | { readonly type: 'refused'; readonly sentence: string }

/** What electron-builder writes; the rest of it is passed over. */
const writtenSchema = z.looseObject({
  version: z.string(),
  files: z.array(z.looseObject({ url: z.string(), sha512: z.string() })).min(1),
})

/**
 * Completes the metadata that electron-builder wrote beside its installers, and signs it. Each installer is looked at:
 * what is signed is what is there. It may be done again, e.g. with another share of laptops.
 * @param options.databaseVersion the newest version of the tables that the release knows
 */
export async function publishRelease(options: {
  readonly folder: string
  /** How many laptops of a hundred get it. */
  readonly stagingPercentage: number
  readonly databaseVersion: number
  /** `null` leaves the signing to minisign itself. */
  readonly secretKey: SecretKey | null
}): Promise<Published> {
  const { folder, stagingPercentage, databaseVersion, secretKey } = options
  const names = existsSync(folder) ? readdirSync(folder).filter(isMetadataFile) : []
  if (names.length === 0)
    return refused(`There is no latest.yml, latest-mac.yml or latest-linux.yml in ${folder}.`)
  const signed = []
  for (const name of names) {
    const written = writtenSchema.safeParse(parse(readFileSync(join(folder, name), 'utf8')))
    if (!written.success) return refused(`${name} is not what electron-builder writes.`)
    const files = []
    for (const file of written.data.files) {
      const path = join(folder, file.url)
      if (!existsSync(path)) return refused(`${name} names ${file.url}, which is not in ${folder}.`)
      if ((await sha512Of(path)) !== file.sha512)
        return refused(`${file.url} is not the file that ${name} was written for.`)
      files.push({ ...file, size: statSync(path).size })
    }
    const release = releaseSchema.safeParse({ ...written.data, files, databaseVersion, stagingPercentage })
    if (!release.success) return refused(`${name} makes no release: ${z.prettifyError(release.error)}`)
    const content = stringify({ ...written.data, ...release.data })
    writeFileSync(join(folder, name), content)
    if (secretKey === null) rmSync(join(folder, `${name}.minisig`), { force: true })
    else
      writeFileSync(
        join(folder, `${name}.minisig`),
        signMessage(Buffer.from(content), signedFileMark(name), secretKey),
      )
    signed.push({ file: name, version: release.data.version })
  }
  return { type: 'signed', files: signed }
}

const refused = (sentence: string): Published => ({ type: 'refused', sentence })
