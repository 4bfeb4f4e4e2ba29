import { Fragment } from 'react'
import type { TakeHomePage } from '../../../core/take-home/take-home-page.ts'
import styles from './take-home.module.css'

/** The prices line by line, a column for each vehicle: one table, whose words stand in each language of the sheet. */
export function TakeHomePrices({ pages }: { readonly pages: readonly TakeHomePage[] }) {
  const priced = pages.flatMap(({ language, labels, price }) => (price ? [{ language, labels, price }] : []))
  const [first] = priced
  if (first === undefined) return null
  const { language, price } = first
  const rowsByKey = priced.map((page) => new Map(page.price.rows.map((row) => [row.key, row])))
  const inEach = (wordOf: (at: number) => string | null | undefined) => (
    <>
      {priced.map((page, at) => {
        const word = wordOf(at)
        return word ? (
          <Fragment key={page.language}>
            {at === 0 ? null : ' · '}
            <bdi lang={page.language}>{word}</bdi>
          </Fragment>
        ) : null
      })}
    </>
  )
  return (
    <section lang={language} dir={language === 'ur' ? 'rtl' : 'ltr'}>
      <h2>{inEach((at) => priced[at]?.price.title)}</h2>
      <table className={styles.prices}>
        <thead>
          <tr>
            <th scope="col">{inEach((at) => priced[at]?.labels.priceLine)}</th>
            {price.columns.map(({ variantId, name }) => (
              <th key={variantId} scope="col">
                <bdi>{name}</bdi>
              </th>
            ))}
            <th scope="col">{inEach((at) => priced[at]?.labels.asOf)}</th>
          </tr>
        </thead>
        <tbody>
          {price.rows.map((row) => (
            <tr key={row.key} data-total={row.isTotal}>
              <th scope="row">
                {inEach((at) => rowsByKey[at]?.get(row.key)?.name)}
                {row.payee === null ? null : <span className={styles.soft}> {row.payee}</span>}
              </th>
              {row.cells.map((cell, at) => (
                <td key={price.columns[at]?.variantId}>
                  <bdi>{cell}</bdi>
                </td>
              ))}
              <td>
                <bdi>{row.asOf ?? ''}</bdi>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <div className={styles.sides}>
        {priced.map((page) => (
          <p
            key={page.language}
            lang={page.language}
            dir={page.language === 'ur' ? 'rtl' : 'ltr'}
            className={styles.soft}
          >
            {page.price.notKnown === null ? null : <strong>{page.price.notKnown} </strong>}
            {[...page.price.marks, ...page.price.notes].join(' ')}
          </p>
        ))}
      </div>
    </section>
  )
}
