/** The code in the groups that it is written in, so that it can be read aloud. */
export function groupsOf(code: string): readonly string[] {
  return code.split(/[\s-]+/).filter((group) => group !== '')
}

/**
 * Whether somebody who holds the printed page typed its last group, or the whole code. Capitals, spaces and dashes do
 * not matter, nor the letters that are read as digits, as in Crockford's base 32.
 */
export function showsItWasKept(typed: string, code: string): boolean {
  const said = plain(typed)
  return said !== '' && (said === plain(groupsOf(code).at(-1) ?? '') || said === plain(code))
}

function plain(text: string): string {
  return text.toUpperCase().replace(/[\s-]/g, '').replaceAll('O', '0').replace(/[IL]/g, '1')
}
