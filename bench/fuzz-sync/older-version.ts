import { createRequire, registerHooks } from 'node:module'
import type { LaptopProgram } from './laptop-program.ts'
import type { OfficeProgram } from './office-program.ts'

/**
 * Northstar as it was before links, stock, pictures, photos, the store's own rates and what a conversation leaves beside
 * answers: its registry has not what came with them.
 */
export interface OlderVersion {
  readonly laptop: LaptopProgram
  readonly office: OfficeProgram
}

type Field = readonly [entity: string, field: string]

const entities = [
  'visitLink',
  'stockUnit',
  'claim',
  'picture',
  'vehiclePhoto',
  'rateEdit',
  'remark',
  'readBack',
  'feltHeard',
  'unmetNeed',
  'shortlistChoice',
  'quote',
]
const fields: readonly Field[] = [
  ['visit', 'enteredLate'],
  ['consent', 'alsoFollowsIds'],
  ['answer', 'speaker'],
  ['answer', 'confirmsRemarkId'],
  ['answer', 'restoresId'],
]
/**
 * A list that head office does not know yet is merged as a value, and is fed otherwise once it is known: head office
 * has to have a version with a new list before its laptops (docs/protocol.md).
 */
const lists: readonly Field[] = [['customer', 'alsoPhones']]

/** How the modules of each are marked, and what its registry does not have. */
const programs = {
  laptop: { file: './laptop-program.ts', mark: '?older', fields: [...fields, ...lists] },
  office: { file: './office-program.ts', mark: '?older-office', fields },
}
const registry = '/core/sync/entities.ts'

/**
 * Said in the registry's own module, before anything reads it. What belongs to a forgotten entity alone goes on reading
 * its description, which is the registry's no more.
 */
const forgetting = (without: readonly Field[]) => `
const forgotten = {}
for (const entity of ${JSON.stringify(entities)}) {
  forgotten[entity] = entities[entity]
  delete entities[entity]
}
Object.setPrototypeOf(entities, forgotten)
for (const [entity, field] of ${JSON.stringify(without)}) {
  const { fields, merge, ...rest } = entities[entity]
  const { [field]: _, ...left } = merge ?? {}
  entities[entity] = { ...rest, fields: fields.omit({ [field]: true }), ...(merge && { merge: left }) }
}
`
const readFirst = 'export const entityNames'

/**
 * The same source over a smaller registry, with modules of its own: what stands for one that was installed last year.
 * Its database has the tables of today, which it never looks at. Asked for again it is the same: Node keeps its modules.
 */
export async function olderVersion(): Promise<OlderVersion> {
  const native: unknown = createRequire(import.meta.url)('./native-import.ts')
  if (!isNative(native)) throw new Error('Node’s own import could not be had')
  const [laptop, office] = [await marked(programs.laptop, native), await marked(programs.office, native)]
  if (!hasLaptop(laptop) || !hasOffice(office)) throw new Error('The older version could not be loaded')
  return { laptop: laptop.laptopProgram, office: office.officeProgram }
}

/** Loads a file and all of ours that it imports anew, each under its address with the mark. */
async function marked(
  { file, mark, fields: without }: (typeof programs)['laptop' | 'office'],
  { nativeImport }: NativeImport,
): Promise<unknown> {
  const hooks = registerHooks({
    resolve(specifier, context, next) {
      const resolved = next(specifier, context)
      const isOurs = resolved.url.startsWith('file:') && !resolved.url.includes('/node_modules/')
      const isMarked = context.parentURL?.endsWith(mark) ?? false
      return isMarked && isOurs ? { ...resolved, url: `${resolved.url}${mark}` } : resolved
    },
    load(url, context, next) {
      const found = next(url, context)
      if (!url.endsWith(`${registry}${mark}`)) return found
      const source = String(found.source)
      if (!source.includes(readFirst)) throw new Error('The registry is read by another name now')
      return { ...found, source: source.replace(readFirst, `${forgetting(without)}\n${readFirst}`) }
    },
  })
  try {
    return await nativeImport(`${new URL(file, import.meta.url).href}${mark}`)
  } finally {
    hooks.deregister()
  }
}

interface NativeImport {
  readonly nativeImport: (url: string) => Promise<unknown>
}
const isNative = (module: unknown): module is NativeImport =>
  typeof module === 'object' && module !== null && 'nativeImport' in module
const hasLaptop = (module: unknown): module is { readonly laptopProgram: LaptopProgram } =>
  typeof module === 'object' && module !== null && 'laptopProgram' in module
const hasOffice = (module: unknown): module is { readonly officeProgram: OfficeProgram } =>
  typeof module === 'object' && module !== null && 'officeProgram' in module
