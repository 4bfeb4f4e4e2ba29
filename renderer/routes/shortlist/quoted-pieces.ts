/** “…” around words in an English sentence and ”…“ in an Urdu one, as the sentences of a shortlist quote. */
const quoted = /(“[^“”]*”|”[^“”]*“)/

/** A sentence in pieces: what stands at an odd place is quoted, its marks included. */
export function quotedPieces(sentence: string): readonly string[] {
  return sentence.split(quoted)
}
