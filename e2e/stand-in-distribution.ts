import { appendFileSync, copyFileSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Before the fuses in every Electron program (electron/electron, `shell/common/fuses`). */
const sentinel = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'
/** Version and count, then a character a fuse: as Electron is published, before anything is turned. */
const asPublished = Buffer.concat([Buffer.from([1, 8]), Buffer.from('10110001')])

/**
 * Makes a folder that electron-builder takes for an unpacked Electron of Linux and of Windows at once: the files it
 * looks for, and programs that hold nothing but the fuses. They cannot run.
 * @param root the project's folder, installed: for Windows a program is needed whose resources can be edited
 */
export function makeStandInDistribution(root: string, folder: string): void {
  mkdirSync(join(folder, 'locales'), { recursive: true })
  mkdirSync(join(folder, 'resources'))
  const fuses = Buffer.concat([Buffer.from(sentinel), asPublished, Buffer.alloc(64)])
  writeFileSync(join(folder, 'electron'), Buffer.concat([Buffer.from('\x7fELF stand-in '), fuses]), {
    mode: 0o755,
  })
  copyFileSync(
    join(root, 'node_modules', 'electron-winstaller', 'vendor', 'rcedit.exe'),
    join(folder, 'electron.exe'),
  )
  appendFileSync(join(folder, 'electron.exe'), fuses)
  for (const language of ['de', 'en-US', 'ur'])
    writeFileSync(join(folder, 'locales', `${language}.pak`), language)
  for (const file of [
    'LICENSE',
    'LICENSES.chromium.html',
    'version',
    'chrome-sandbox',
    'icudtl.dat',
    'resources.pak',
  ])
    writeFileSync(join(folder, file), 'stand-in')
}
