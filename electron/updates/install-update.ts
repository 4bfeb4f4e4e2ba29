import { rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Logger } from 'pino'
import {
  compareVersions,
  fileToInstall,
  metadataFileOf,
  type Release,
  type UpdateFile,
} from '../../core/updates/release.ts'
import { readRelease } from './read-release.ts'
import { createUpdateFolder, updatesFolder } from './update-folder.ts'

/** Puts a release in the place of this application, once it has ended. */
export type Installer = (update: {
  readonly release: Release
  readonly file: UpdateFile
  /** Where the file lies. */
  readonly path: string
  /** For the copy that is installed from. */
  readonly workFolder: string
}) => Promise<void>

/**
 * Installs the update that the data process says is ready. Nothing is taken on its word: the maker's signature, the
 * version and the file are looked at again here, where the program that is run comes from.
 */
export function createUpdateInstall(deps: {
  readonly dataFolder: string
  readonly keys: readonly string[]
  readonly version: string
  readonly platform: string
  readonly arch: string
  readonly installer: Installer
  readonly log: Logger
}): () => Promise<void> {
  const { dataFolder, keys, platform, log } = deps
  return async () => {
    const folder = createUpdateFolder(dataFolder)
    const kept = folder.kept()
    const metadataFile = metadataFileOf(platform, deps.arch)
    if (kept === null || metadataFile === null) return log.error('there is no update to install')
    const read = readRelease(kept, { file: metadataFile, keys })
    if (read.type !== 'release') return log.error({ read: read.type }, 'the update is not installed')
    const { release } = read
    const file = fileToInstall(release, platform)
    if (file === null || compareVersions(release.version, deps.version) <= 0)
      return log.error({ version: release.version }, 'the update is not for this installation')
    const path = folder.wholeFile(file.url)
    log.info({ version: release.version }, 'installing an update')
    // Not before: a closing at which no installer ran is no try.
    folder.noteTry(release.version)
    try {
      await deps.installer({ release, file, path, workFolder: join(updatesFolder(dataFolder), 'installing') })
    } catch (error) {
      // What was not good once is not good the next time: it is fetched again.
      if (error instanceof NotTheSignedFile) rmSync(path, { force: true })
      throw error
    }
  }
}

/** A file is not the one whose hash was signed. */
export class NotTheSignedFile extends Error {
  constructor() {
    super('The file of the update is not the one that was signed')
    this.name = 'NotTheSignedFile'
  }
}
