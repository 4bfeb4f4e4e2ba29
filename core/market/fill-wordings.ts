import { z } from 'zod'
import { type Language, languageSchema } from './language.ts'

const withLanguages = z.looseObject({ languages: z.array(languageSchema).min(1) })

/**
 * Lets a market's file be worded in its own `languages` alone: where a wording leaves out a language that is none of
 * them, its first language stands there too. What a market does speak stays left out, for the schema to refuse.
 * @param json a market pack or a question bank as it was parsed, before its schema reads it; anything else comes back
 */
export function fillWordings(json: unknown): unknown {
  const said = withLanguages.safeParse(json).data
  const [first] = said?.languages ?? []
  if (said === undefined || first === undefined) return json
  const missing = languageSchema.options.filter((language) => !said.languages.includes(language))
  return missing.length === 0 ? json : filled(json, first, missing)
}

function filled(json: unknown, from: Language, missing: readonly Language[]): unknown {
  if (Array.isArray(json)) return json.map((item: unknown) => filled(item, from, missing))
  if (typeof json !== 'object' || json === null) return json
  const entries = Object.entries(json).map(([key, value]) => [key, filled(value, from, missing)] as const)
  const known = Object.fromEntries(entries)
  const wording: unknown = known[from]
  if (typeof wording !== 'string' || !entries.every(([key]) => isLanguage(key))) return known
  return { ...Object.fromEntries(missing.map((language) => [language, wording])), ...known }
}

function isLanguage(key: string): boolean {
  return languageSchema.safeParse(key).success
}
