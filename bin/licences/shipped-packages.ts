import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'

/** A package whose code, or a part of it, is in what is given to others. */
export interface ShippedPackage {
  readonly name: string
  readonly version: string
  /** Its folder under the project's, such as `node_modules/zod`. */
  readonly folder: string
  /** An SPDX expression, as the package itself says it. */
  readonly licence: string
}

const namesSchema = z.record(z.string(), z.string()).default({})
const lockedSchema = z.object({
  name: z.string().optional(),
  dependencies: namesSchema,
  optionalDependencies: namesSchema,
})
const lockSchema = z.object({ packages: z.record(z.string(), lockedSchema) })
const manifestSchema = z.object({
  name: z.string(),
  version: z.string(),
  license: z.string().default('none said'),
})
const projectSchema = z.object({ dependencies: namesSchema, devDependencies: namesSchema })

/** Whatever runs on a laptop or at head office. */
const shippedSources = '{contract,core,db,electron,headoffice,packs,renderer}/**/*.{ts,tsx,css}'
const testSources = /(\.test\.tsx?|\.fixture\.ts|\/test-[a-z-]+\.ts)$|\/testing\//

/** It is given to others whole, with its own notices beside it; what its npm package needs only fetches it. */
const electron = 'electron'

/**
 * Every package in an installer or at head office: the dependencies, those of the development ones that shipped sources
 * import, since they are bundled, and all that these need in turn.
 * @param root the project's folder, installed
 */
export function shippedPackages(root: string): readonly ShippedPackage[] {
  const read = (file: string): unknown => JSON.parse(readFileSync(join(root, file), 'utf8'))
  const project = projectSchema.parse(read('package.json'))
  const { packages } = lockSchema.parse(read('package-lock.json'))
  const bundled = Object.keys(project.devDependencies).filter((name) => name !== electron)
  const isImported = importedIn(root)
  const queue = [...Object.keys(project.dependencies), ...bundled.filter(isImported)].map((name) => ({
    name,
    from: '',
  }))
  const folders = new Set<string>()
  for (let next = queue.pop(); next; next = queue.pop()) {
    const folder = folderOf(next.name, next.from, packages)
    if (folder === null || folders.has(folder)) continue
    folders.add(folder)
    const { dependencies = {}, optionalDependencies = {} } = packages[folder] ?? {}
    for (const name of Object.keys({ ...dependencies, ...optionalDependencies }))
      queue.push({ name, from: folder })
  }
  return [...folders].sort().map((folder) => {
    const { name, version, license } = manifestSchema.parse(read(`${folder}/package.json`))
    return { name, version, folder, licence: license }
  })
}

function importedIn(root: string): (name: string) => boolean {
  const sources = globSync(shippedSources, { cwd: root })
    .filter((file) => !testSources.test(file.replaceAll('\\', '/')))
    .map((file) => readFileSync(join(root, file), 'utf8'))
    .join('\n')
  return (name) => [`'${name}'`, `'${name}/`, `"${name}/`].some((words) => sources.includes(words))
}

/** Where Node finds a package from within another: beside it, or beside one that holds it. `null` where it is not installed. */
function folderOf(name: string, from: string, packages: Readonly<Record<string, unknown>>): string | null {
  for (let at = from; ; ) {
    const folder = at === '' ? `node_modules/${name}` : `${at}/node_modules/${name}`
    if (folder in packages) return folder
    if (at === '') return null
    const above = at.lastIndexOf('/node_modules/')
    at = above === -1 ? '' : at.slice(0, above)
  }
}
