import { type Attribute, attributeNames } from '../catalogue/attribute.ts'
import { attributeLabel } from '../catalogue/figure-text.ts'
import { keysOf } from '../keys-of.ts'
import { fieldHeadings, otherThings } from './field-headings.ts'
import { foldWords } from './fold-words.ts'

export interface FieldWords {
  /** The place of each folded heading in their list, the likeliest first. */
  readonly ranks: ReadonlyMap<string, number>
  /** The words of each heading. */
  readonly headings: readonly (readonly string[])[]
  readonly others: ReadonlySet<string>
}

const wordsByField: ReadonlyMap<string, FieldWords> = new Map(
  keysOf(fieldHeadings).map((field) => {
    const said = [...listed(fieldHeadings[field]), field, ...labels(field)]
    const folded = [...new Set(said.map(foldWords))]
    return [
      field,
      {
        ranks: new Map(folded.map((heading, rank) => [heading, rank])),
        headings: folded.map((heading) => heading.split(' ')),
        others: new Set(listed(otherThings[field] ?? [])),
      },
    ]
  }),
)

function listed(lines: readonly string[]): readonly string[] {
  return lines.flatMap((line) => line.split(', '))
}

function labels(field: string): readonly string[] {
  const attribute = attributeNames.find((name) => name === field)
  return attribute ? [attributeLabel(attribute, 'en'), attributeLabel(attribute, 'ur')] : []
}

/** What the column of a field is called in files. */
export function fieldWords(field: string): FieldWords {
  return wordsByField.get(field) ?? { ranks: new Map(), headings: [], others: new Set() }
}

const attributeByWord = new Map(
  attributeNames.flatMap((attribute) =>
    [...fieldWords(attribute).ranks.keys()].map((heading): [string, Attribute] => [heading, attribute]),
  ),
)

/** The attribute that a word of a file with one figure a row names; `null` for none that is known. */
export function attributeOfWord(text: string): Attribute | null {
  return attributeByWord.get(foldWords(text)) ?? null
}
