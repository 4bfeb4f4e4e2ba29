/** JSON, as text or in UTF-8; `null` for what is none, such as a file that is torn or not ours. */
export function jsonOrNull(content: string | Uint8Array): unknown {
  const text = typeof content === 'string' ? content : new TextDecoder().decode(content)
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
