import { Fragment, type ReactNode, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { cutToFit } from '../../../core/take-home/cut-to-fit.ts'
import type { TakeHomePage } from '../../../core/take-home/take-home-page.ts'
import { Silhouette } from '../../components/silhouette.tsx'
import { useAppState } from '../../northstar.tsx'
import { useFitToSheet } from './fit-to-sheet.ts'
import { useReadyToPrint } from './ready-to-print.ts'
import styles from './take-home.module.css'
import { TakeHomePrices } from './take-home-prices.tsx'

declare module 'react' {
  interface CSSProperties {
    '--size'?: string
  }
}

type Pages = { readonly pages: readonly TakeHomePage[] }

/** One sheet: whatever was said, what stands on it is set and cut until it fits. */
export function TakeHomeSheet({ pages }: Pages) {
  const { t } = useTranslation('take-home')
  const { paper } = useAppState().market
  const frame = useRef<HTMLDivElement>(null)
  const content = useRef<HTMLDivElement>(null)
  const { sizePt, cuts, isSettled, isWhole } = useFitToSheet(frame, content)
  useReadyToPrint(isSettled)
  const cut = pages.map((page) => cutToFit(page, cuts))
  return (
    <>
      {isSettled && cuts > 0 ? <p className={styles.hint}>{t(isWhole ? 'shortened' : 'cutOff')}</p> : null}
      <article
        className={paper === 'Letter' ? `${styles.sheet} ${styles.letter}` : styles.sheet}
        style={{ '--size': `${sizePt}pt` }}
        data-both={pages.length > 1}
        data-settled={isSettled}
      >
        <div ref={frame} className={styles.frame}>
          <div ref={content} className={styles.content}>
            <Head pages={cut} />
            <ReadBack pages={cut} />
            <Vehicles pages={cut} />
            <TakeHomePrices pages={cut} />
            <Sides pages={cut}>
              {({ promised }) =>
                promised === null ? null : (
                  <section>
                    <h2>{promised.title}</h2>
                    {promised.lines.map((line) => (
                      <p key={line}>{line}</p>
                    ))}
                  </section>
                )
              }
            </Sides>
            <Sides pages={cut}>
              {({ ask }) => (
                <section className={styles.ask}>
                  <h2>{ask.title}</h2>
                  {ask.lines.map((line) => (
                    <p key={line}>{line}</p>
                  ))}
                  {/* A line to write a number on: the application knows none. */}
                  <span className={styles.byHand} />
                </section>
              )}
            </Sides>
          </div>
        </div>
      </article>
    </>
  )
}

/** The same part in each language, side by side. */
function Sides({ pages, children }: Pages & { readonly children: (page: TakeHomePage) => ReactNode }) {
  return (
    <div className={styles.sides}>
      {pages.map((page) => (
        <div key={page.language} lang={page.language} dir={directionOf(page.language)}>
          {children(page)}
        </div>
      ))}
    </div>
  )
}

function Head({ pages }: Pages) {
  return (
    <header className={styles.head}>
      <Sides pages={pages}>
        {({ title, store, day, forName }) => (
          <>
            <h1>{title}</h1>
            <p>
              {forName === null ? null : <strong>{forName} · </strong>}
              <bdi>{store}</bdi> · <bdi>{day}</bdi>
            </p>
          </>
        )}
      </Sides>
    </header>
  )
}

/** What was agreed, once and in the language in which it was. */
function ReadBack({ pages }: Pages) {
  const readBack = pages[0]?.readBack
  if (!readBack) return null
  const titles = pages.flatMap((page) => (page.readBack ? [{ ...page.readBack, in: page.language }] : []))
  return (
    <section lang={readBack.language} dir={directionOf(readBack.language)} className={styles.readBack}>
      <h2>
        {titles.map(({ title, in: language }, at) => (
          <Fragment key={language}>
            {at === 0 ? null : ' · '}
            <bdi lang={language}>{title}</bdi>
          </Fragment>
        ))}
      </h2>
      <p>{readBack.lines.join(' ')}</p>
    </section>
  )
}

function Vehicles({ pages }: Pages) {
  const [first] = pages
  if (first === undefined) return null
  const isBoth = pages.length > 1
  return (
    <ol
      className={styles.vehicles}
      {...(isBoth ? {} : { lang: first.language, dir: directionOf(first.language) })}
    >
      {first.vehicles.map((vehicle, at) => (
        <li key={vehicle.variantId}>
          <h2 dir="ltr" className={styles.name}>
            <span>{at + 1}.</span> {vehicle.name} <span className={styles.variant}>{vehicle.variant}</span>
          </h2>
          {isBoth ? null : <Silhouette body={vehicle.body} className={styles.drawing} />}
          <Sides pages={pages}>
            {(page) => {
              const shown = page.vehicles.find(({ variantId }) => variantId === vehicle.variantId)
              return shown === undefined ? null : <Vehicle vehicle={shown} labels={page.labels} />
            }}
          </Sides>
        </li>
      ))}
    </ol>
  )
}

type VehicleProps = {
  readonly vehicle: TakeHomePage['vehicles'][number]
  readonly labels: TakeHomePage['labels']
}

function Vehicle({ vehicle, labels }: VehicleProps) {
  return (
    <>
      <p>
        <strong>{vehicle.price}</strong>
        {vehicle.priceFrom === null ? null : <span className={styles.soft}> {vehicle.priceFrom}</span>}
      </p>
      <div className={styles.told}>
        <h3>{labels.because}</h3>
        <ul>
          {vehicle.reasons.map((reason) => (
            <li key={reason}>{reason}</li>
          ))}
        </ul>
      </div>
      <div className={styles.told}>
        <h3>{labels.catch}</h3>
        <p className={styles.catch}>{vehicle.catch}</p>
      </div>
      {vehicle.notCertain === null ? null : <p className={styles.soft}>{vehicle.notCertain}</p>}
      {vehicle.available === null ? null : <p className={styles.soft}>{vehicle.available}</p>}
    </>
  )
}

function directionOf(language: TakeHomePage['language']): 'rtl' | 'ltr' {
  return language === 'ur' ? 'rtl' : 'ltr'
}
