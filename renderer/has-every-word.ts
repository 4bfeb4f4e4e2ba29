/**
 * Whether each word of what is looked for stands somewhere in a text, in any order. Letters and digits count, not case,
 * accents, spaces or dashes: `crv` finds a CR-V. With no words every text has them.
 */
export function hasEveryWord(text: string, lookedFor: string): boolean {
  const said = compact(text)
  return lookedFor
    .split(/\s+/)
    .map(compact)
    .every((word) => said.includes(word))
}

function compact(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
}
