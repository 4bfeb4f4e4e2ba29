const shownDigits = 16
const groupDigits = 4

/**
 * The beginning of an entry's hash as it is noted on paper, in groups: `3f9a 12bc 77de 0a41`. Sixteen of its 64
 * hexadecimal digits, far more than anyone could make match by trying.
 */
export function markOf(hash: string): string {
  const groups = hash.slice(0, shownDigits).match(new RegExp(`.{1,${groupDigits}}`, 'g')) ?? []
  return groups.join(' ')
}
