/** Whether somebody typed this very word: capitals and the spaces around and between do not matter, anything else does. */
export function isSameWord(typed: string, word: string): boolean {
  const plain = (text: string) => text.normalize('NFC').trim().replace(/\s+/g, ' ').toLocaleLowerCase('en')
  return plain(typed) === plain(word)
}
