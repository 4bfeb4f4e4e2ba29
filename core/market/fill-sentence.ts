/**
 * A sentence with its words in place of `{name}`. Words are set in as they are, braces in them included.
 * @throws Error when the sentence needs a word that was not given
 */
export function fillSentence(sentence: string, words: Readonly<Record<string, string>>): string {
  return sentence.replace(/\{(\w+)\}/g, (_, word: string) => {
    const given = words[word]
    if (given === undefined) throw new Error(`The sentence “${sentence}” needs ${word}`)
    return given
  })
}
