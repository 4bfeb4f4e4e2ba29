import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ShippedPackage } from './shipped-packages.ts'

const noticeFile = /^(licen[cs]e|copying|notice)([.-]|$)/i
const rule = '='.repeat(80)

/** Compiled into a package that has only its own notice beside it. */
const within: ReadonlyMap<string, string> = new Map([
  [
    'better-sqlite3-multiple-ciphers',
    `It contains SQLite, which is in the public domain, and SQLite3 Multiple Ciphers, Copyright (c) 2006-2026 Ulrich
Telle, with code of Alexander Peslyak, Thomas Pornin and Frank Denis, under the MIT licence.`,
  ],
])

/** The notices that the licences of the packages ask to be given along, as one text. */
export function notices(root: string, packages: readonly ShippedPackage[]): string {
  const head = `Northstar contains the following packages by others, each under its own licence.
Electron and Chromium bring their notices in files of their own.`
  const parts = packages.map((shipped) => {
    const title = `${rule}\n${shipped.name} ${shipped.version} (${shipped.licence})\n${rule}`
    const more = within.get(shipped.name)
    const texts = [...textsOf(join(root, shipped.folder)), ...(more === undefined ? [] : [more])]
    return [title, ...texts].join('\n\n')
  })
  return `${[head, ...parts].join('\n\n')}\n`
}

function textsOf(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && noticeFile.test(entry.name))
    .map(({ name }) => readFileSync(join(folder, name), 'utf8').trim())
}
