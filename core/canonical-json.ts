/** What JSON can say. */
export type Json =
  | string
  | number
  | boolean
  | null
  | readonly Json[]
  | { readonly [key: string]: Json | undefined }

/**
 * The one text of a value: object keys in code-unit order, no spaces, so that equal values hash alike on every machine.
 * Keys whose value is `undefined` are left out, as JSON leaves them out.
 * @throws RangeError on a number that JSON cannot say
 */
export function canonicalJson(value: Json): string {
  if (typeof value === 'number' && !Number.isFinite(value)) throw new RangeError(`${value} is not JSON`)
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  // Long rows of numbers and texts have but one text, which JSON.stringify writes fastest.
  if (isList(value))
    return value.every(isPlain) ? JSON.stringify(value) : `[${value.map(canonicalJson).join(',')}]`
  const members = Object.keys(value)
    .sort()
    .flatMap((key) => {
      const member = value[key]
      return member === undefined ? [] : [`${JSON.stringify(key)}:${canonicalJson(member)}`]
    })
  return `{${members.join(',')}}`
}

const isPlain = (value: Json): boolean =>
  typeof value === 'string' || (typeof value === 'number' && Number.isFinite(value))

const isList = (value: object): value is readonly Json[] => Array.isArray(value)
