import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

const root = resolve(import.meta.dirname, '..')

/** Everything that runs, without its tests and what only they use; the text is without its comments. */
export function sourceFiles(): readonly { readonly file: string; readonly text: string }[] {
  return ['contract', 'core', 'db', 'electron', 'headoffice', 'renderer'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.(tsx?|json|css|html|sql)$/.test(entry.name))
      .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
      .filter((file) => !/\.test\.|\.fixture\.|(^|\/)test-|\/testing\//.test(file))
      .map((file) => ({ file, text: withoutComments(readFileSync(join(root, file), 'utf8')) })),
  )
}

/** Examples in comments are for people. */
function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '$1')
}
