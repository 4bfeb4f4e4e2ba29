import { z } from 'zod'

type Path = readonly PropertyKey[]

const namedSchema = z.looseObject({ id: z.string().optional(), code: z.string().optional() })

const lists: Readonly<Record<string, string>> = {
  topics: 'topic',
  questions: 'question',
  options: 'option',
  evidence: 'evidence',
  grades: 'grade',
  levels: 'level',
  followUps: 'follow-up',
  noneOf: 'none of',
  oneOf: 'one of',
  codes: 'code',
  languages: 'language',
  quickAtMost: 'quick amount',
  payShares: 'share',
}

const keyNames: Readonly<Record<string, string>> = { en: 'English', ur: 'Urdu', byAttribute: '' }

/**
 * Where something stands in a bank, for a person: "topic roads, question roads.kind, option broken, evidence 1, weight".
 * Items go by their own id or code, and where they have none by their place, counted from 1.
 */
export function sayPlace(path: Path, json: unknown): string {
  const words: string[] = []
  path.forEach((key, index) => {
    if (typeof key !== 'number') {
      // A list is named by its item, if it is about one.
      if (typeof path[index + 1] === 'number') return
      const name = keyNames[String(key)] ?? String(key)
      if (name !== '') words.push(name)
      return
    }
    const list = String(path[index - 1] ?? '')
    const named = namedSchema.safeParse(valueAt(json, path.slice(0, index + 1))).data
    words.push(`${lists[list] ?? list} ${named?.id ?? named?.code ?? key + 1}`)
  })
  return words.length === 0 ? 'the bank' : words.join(', ')
}

/** The value at a path; `undefined` where there is none. */
export function valueAt(json: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (value, key) =>
      typeof value === 'object' && value !== null
        ? Object.entries(value).find(([name]) => name === String(key))?.[1]
        : undefined,
    json,
  )
}
