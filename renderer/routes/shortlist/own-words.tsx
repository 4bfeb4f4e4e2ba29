import { Fragment } from 'react'
import { quotedPieces } from './quoted-pieces.ts'
import styles from './shortlist.module.css'

/** A sentence in which what the customer said stands out from what we say. */
export function OwnWords({ sentence }: { readonly sentence: string }) {
  return quotedPieces(sentence).map((piece, place) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of one sentence keep their order
    <Fragment key={place}>{place % 2 === 0 ? piece : <span className={styles.said}>{piece}</span>}</Fragment>
  ))
}
