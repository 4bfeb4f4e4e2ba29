import { Fragment, type ReactNode } from 'react'

/**
 * A sentence of the words of the screen with elements in it: each `{name}` in the text, in single braces, is replaced by
 * the part of that name. What people typed is a part, and so never read as words of the sentence.
 */
export function Sentence(props: {
  readonly text: string
  readonly parts: Readonly<Record<string, ReactNode>>
}) {
  return props.text.split(/\{(\w+)\}/).map((piece, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of one sentence keep their order
    <Fragment key={index}>{index % 2 === 0 ? piece : props.parts[piece]}</Fragment>
  ))
}
