import { resolve } from 'node:path'

/** The folder of the project, where packs, migrations and package.json lie. */
export const resources = resolve(import.meta.dirname, '..')
