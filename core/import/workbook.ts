import { builtInStyle, type NumberStyle, styleOfFormat } from './excel-text.ts'
import { Unreadable } from './unreadable.ts'
import { readAllXml, type XmlHandlers } from './xml-events.ts'
import { type InflateBudget, inflateEntry, type ZipEntry, zipEntries } from './zip-entries.ts'

/** A workbook with what its cells refer to. */
export interface Workbook {
  /** The sheets that are not hidden, in their order. */
  readonly sheets: readonly { readonly name: string; readonly entry: ZipEntry }[]
  readonly sharedStrings: readonly string[]
  /** By the number of a cell's style. */
  readonly styles: readonly NumberStyle[]
  readonly is1904: boolean
}

/**
 * Opens a workbook (ECMA-376, SpreadsheetML) without reading its sheets.
 * @throws Unreadable for anything else
 */
export function openWorkbook(bytes: Uint8Array, budget: InflateBudget): Workbook {
  const entries = zipEntries(bytes)
  const read = (entry: ZipEntry | undefined, handlers: XmlHandlers): void => {
    if (entry !== undefined) readAllXml(inflateEntry(entry, budget), handlers)
  }

  const place = mainPart(entries, read)
  const folder = place.slice(0, place.lastIndexOf('/') + 1)
  const main = entries.get(place)
  if (main === undefined || place.endsWith('.bin')) throw new Unreadable({ type: 'not-a-workbook' })
  const targetById = new Map<string, { readonly type: string; readonly entry: ZipEntry | undefined }>()
  read(entries.get(`${folder}_rels/${place.slice(folder.length)}.rels`), {
    open(name, { Id, Type = '', Target = '' }) {
      if (name === 'Relationship' && Id !== undefined)
        targetById.set(Id, { type: lastWord(Type), entry: entries.get(resolve(folder, Target)) })
    },
  })
  const part = (type: string): ZipEntry | undefined =>
    targetById.values().find((target) => target.type === type)?.entry

  const sheets: { name: string; entry: ZipEntry }[] = []
  let is1904 = false
  read(main, {
    open(name, attributes) {
      if (name === 'workbookPr') is1904 = ['1', 'true'].includes(attributes.date1904 ?? '')
      if (name !== 'sheet' || (attributes.state ?? 'visible') !== 'visible') return
      const target = targetById.get(attributes['r:id'] ?? prefixedId(attributes))
      if (target?.type === 'worksheet' && target.entry)
        sheets.push({ name: attributes.name ?? '', entry: target.entry })
    },
  })
  if (sheets.length === 0) throw new Unreadable({ type: 'not-a-workbook' })
  return {
    sheets,
    is1904,
    sharedStrings: readSharedStrings(part('sharedStrings'), read),
    styles: readStyles(part('styles'), read),
  }
}

type Read = (entry: ZipEntry | undefined, handlers: XmlHandlers) => void

function mainPart(entries: ReadonlyMap<string, ZipEntry>, read: Read): string {
  let place = 'xl/workbook.xml'
  read(entries.get('_rels/.rels'), {
    open(name, { Type = '', Target = '' }) {
      if (name === 'Relationship' && lastWord(Type) === 'officeDocument') place = resolve('', Target)
    },
  })
  return place
}

function prefixedId(attributes: Readonly<Record<string, string>>): string {
  return Object.entries(attributes).find(([name]) => name.endsWith(':id'))?.[1] ?? ''
}

function lastWord(type: string): string {
  return type.slice(type.lastIndexOf('/') + 1)
}

function resolve(folder: string, target: string): string {
  if (target.startsWith('/')) return target.slice(1)
  const parts: string[] = []
  for (const part of `${folder}${target}`.split('/')) {
    if (part === '..') parts.pop()
    else if (part !== '.') parts.push(part)
  }
  return parts.join('/')
}

function readSharedStrings(entry: ZipEntry | undefined, read: Read): readonly string[] {
  const strings: string[] = []
  let text = ''
  let isInText = false
  let phonetics = 0
  read(entry, {
    open(name) {
      if (name === 'si') text = ''
      if (name === 'rPh') phonetics += 1
      isInText = name === 't' && phonetics === 0
    },
    text(piece) {
      if (isInText) text += piece
    },
    close(name) {
      isInText = false
      if (name === 'rPh') phonetics -= 1
      if (name === 'si') strings.push(unescapeText(text))
    },
  })
  return strings
}

/** Characters that XML cannot hold are written `_x000D_` (ECMA-376 part 1, 22.9.2.19). */
export function unescapeText(text: string): string {
  if (!text.includes('_x')) return text
  return text.replace(/_x([0-9a-f]{4})_/gi, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  )
}

function readStyles(entry: ZipEntry | undefined, read: Read): readonly NumberStyle[] {
  const formats = new Map<number, NumberStyle>()
  const styles: NumberStyle[] = []
  let isInCells = false
  read(entry, {
    open(name, { numFmtId, formatCode = '' }) {
      const id = Number(numFmtId ?? 0)
      if (name === 'numFmt') formats.set(id, styleOfFormat(formatCode))
      if (name === 'cellXfs') isInCells = true
      if (name === 'xf' && isInCells) styles.push(formats.get(id) ?? builtInStyle(id))
    },
    close(name) {
      if (name === 'cellXfs') isInCells = false
    },
  })
  return styles
}
