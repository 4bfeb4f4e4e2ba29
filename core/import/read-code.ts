import { type Attribute, attributeNames, attributes } from '../catalogue/attribute.ts'
import { codeName } from '../catalogue/figure-text.ts'
import { stockStates } from '../stock/stock-state.ts'
import { codeWords, denials, foldedPhrases, soldWords } from './code-words.ts'
import { foldWords } from './fold-words.ts'
import type { ImportRefusal } from './refusal.ts'
import { isUnknown } from './unknown-words.ts'

/** An attribute whose figures are codes, or the state of a stock unit. */
export type CodeField = Attribute | 'state'

/** Codes in the attribute's own order; more than one where the text names several without saying which it is. */
export type CodeReading =
  | { readonly type: 'codes'; readonly codes: readonly string[] }
  | { readonly type: 'unknown' }
  | { readonly type: 'refused'; readonly why: ImportRefusal }

/** What a person said of words, folded by `foldWords`: one code, several joined by `|`, or empty for "not known". */
export type Translations = Readonly<Record<string, string>>

const mostCharacters = 200

/**
 * Reads the codes of one field: what a person said of these very words first, then its own names and their synonyms in
 * English and Urdu (`Regular Gasoline`, `Automatic (S8)`, `SUV 4WD`, `Petrol & Hybrid`). Words besides do not count, but for
 * those that deny.
 */
export function readCode(text: string, field: CodeField, translations: Translations): CodeReading {
  const trimmed = text.trim()
  if (isUnknown(trimmed)) return { type: 'unknown' }
  const known = codesOf(field)
  const refused: CodeReading = {
    type: 'refused',
    why: { type: 'code', text: trimmed.slice(0, mostCharacters), known: known.join(', ') },
  }
  if (trimmed.length > mostCharacters) return refused
  const folded = foldWords(trimmed)
  const said = Object.hasOwn(translations, folded) ? translations[folded] : undefined
  if (said === '') return { type: 'unknown' }
  const codes = said === undefined ? codesIn(trimmed, field) : new Set(said.split('|'))
  if (codes === null || ![...codes].every((code) => known.includes(code))) return refused
  // "Petrol and electric" is a hybrid of one kind or another, never a car that is either.
  if (said === undefined && codes.has('electric') && (codes.has('petrol') || codes.has('diesel')))
    return refused
  return codes.size === 0 ? refused : { type: 'codes', codes: known.filter((code) => codes.has(code)) }
}

/** The codes that a field may hold, in their order. */
export function codesOf(field: CodeField): readonly string[] {
  if (field === 'state') return stockStates
  const rule = attributes[field]
  return rule.kind === 'code' ? rule.codes : []
}

const betweenCodes = /[,;|/&+]|\b(?:and|or)\b/i

/**
 * The codes of each part of a text that names several, or of the whole where a part alone names none (`A/T`); `null` where
 * words deny.
 */
function codesIn(text: string, field: CodeField): ReadonlySet<string> | null {
  const folded = foldWords(text)
  if (folded.split(' ').some((word) => denials.has(word))) return null
  if (field === 'state' && isNotYetOrNotOnly(folded)) return null
  const parts = text.split(betweenCodes).map((part) => phrasesIn(foldWords(part), field))
  const named = parts.every((part) => part !== null) ? parts : [phrasesIn(folded, field)]
  return new Set(named.flatMap((codes) => [...(codes ?? [])]))
}

const soldPhrase = new RegExp(`(?<= )(?:${soldWords.map(foldWords).join('|')})(?= )`, 'g')

/** Whether words of a state say what is yet to be ("to be allocated"), or "sold" and something else besides. */
function isNotYetOrNotOnly(folded: string): boolean {
  const words = ` ${folded} `
  if (words.includes(' to be ')) return true
  const besides = words.replace(soldPhrase, '')
  return besides !== words && besides.split(' ').some((word) => word !== '' && word !== 'and')
}

/** The codes of all phrases in folded words, the longest first, each word once; `null` where there is no phrase. */
function phrasesIn(folded: string, field: CodeField): ReadonlySet<string> | null {
  let rest = ` ${folded} `
  let found: Set<string> | null = null
  for (const [phrase, named] of phrasesByField.get(field) ?? []) {
    if (!rest.includes(` ${phrase} `)) continue
    found ??= new Set()
    for (const code of named) found.add(code)
    rest = rest.replaceAll(` ${phrase} `, '  ')
  }
  return found
}

/** The codes themselves, their names in each language, and their synonyms, the longest first. */
function phrasesFor(field: CodeField) {
  const names = codesOf(field).map((code): [string, readonly string[]] => [
    code,
    [code, codeName(code, 'en'), codeName(code, 'ur')],
  ])
  return foldedPhrases([...Object.entries(codeWords[field] ?? {}), ...names])
}

const codeFields = [...attributeNames.filter((name) => attributes[name].kind === 'code'), 'state' as const]
const phrasesByField = new Map<CodeField, ReturnType<typeof phrasesFor>>(
  codeFields.map((field) => [field, phrasesFor(field)]),
)
