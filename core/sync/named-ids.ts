import { z } from 'zod'

const uuidSchema = z.uuid()

/**
 * The ids that a value names, in lower case and each once: itself, or however deep in its lists and objects, whose keys
 * count too. A walk without recursion, for a value's depth is chosen by whoever sent it.
 */
export function namedIds(value: unknown): readonly string[] {
  const ids = new Set<string>()
  const open: unknown[] = [value]
  while (open.length > 0) {
    const next = open.pop()
    if (typeof next === 'string') {
      if (uuidSchema.safeParse(next).success) ids.add(next.toLowerCase())
    } else if (Array.isArray(next)) for (const each of next) open.push(each)
    else if (typeof next === 'object' && next !== null)
      for (const [key, each] of Object.entries(next)) open.push(key, each)
  }
  return [...ids].sort()
}
