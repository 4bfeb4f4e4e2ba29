import { Switch, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { codeName } from '../../../core/catalogue/figure-text.ts'
import { codeNames } from '../../../core/catalogue/figure-words.ts'
import { Silhouette } from '../../components/silhouette.tsx'
import typedStyles from '../../components/typed.module.css'
import { useAppState, useSentence } from '../../northstar.tsx'
import { usePlace } from './use-place.ts'
import type { ReadPrice } from './use-read-price.ts'
import { useTypedText } from './use-typed-text.ts'
import styles from './wish-panel.module.css'
import { type CodeWish, codeWishes, type Overview, type TypedWishes, toggled } from './wishes.ts'

const pauseMs = 350
const seatChoices = [4, 5, 6, 7, 8]

type WishPanelProps = {
  readonly overview: Overview
  readonly wishes: TypedWishes
  readonly readPrice: ReadPrice
}

/** What to look for: body, fuel, seats, a price as people of the market say it, and what asks for a second look. */
export function WishPanel({ overview, wishes, readPrice }: WishPanelProps) {
  const { t } = useTranslation('vehicles')
  const { change } = usePlace()
  const isChoosing = (wish: CodeWish) => overview.choices[wish].length > 1
  const isLess = wishes.transmission.length + wishes.drive.length > 0
  return (
    <search className={styles.panel} aria-label={t('wishes.title')}>
      <Price readPrice={readPrice} />
      {isChoosing('body') ? <Bodies overview={overview} wishes={wishes} /> : null}
      {isChoosing('fuel') ? <Codes wish="fuel" overview={overview} wishes={wishes} /> : null}
      <fieldset className={styles.group}>
        <legend>{t('wishes.seats')}</legend>
        <div className={styles.chips}>
          {seatChoices.map((seats) => (
            <button
              key={seats}
              type="button"
              className={styles.chip}
              aria-label={t('wishes.seatsAtLeast', { seats })}
              aria-pressed={wishes.seatsAtLeast === seats}
              onClick={() => change({ seats: wishes.seatsAtLeast === seats ? null : String(seats) })}
            >
              <bdi dir="ltr">{seats}+</bdi>
            </button>
          ))}
        </div>
      </fieldset>
      {overview.hasStock ? (
        <Switch
          size="md"
          label={t('wishes.inStock')}
          checked={wishes.inStock}
          onChange={({ currentTarget: { checked } }) => change({ stock: checked ? '1' : null })}
        />
      ) : null}
      {isChoosing('transmission') || isChoosing('drive') ? (
        <details className={styles.more} open={isLess || undefined}>
          <summary>{t('wishes.more')}</summary>
          {codeWishes
            .filter((wish) => wish !== 'body' && wish !== 'fuel' && isChoosing(wish))
            .map((wish) => (
              <Codes key={wish} wish={wish} overview={overview} wishes={wishes} />
            ))}
        </details>
      ) : null}
    </search>
  )
}

function Price({ readPrice }: { readonly readPrice: ReadPrice }) {
  const { t } = useTranslation('vehicles')
  const sentence = useSentence()
  const { market, language } = useAppState()
  const [text, setText] = useTypedText('price', pauseMs)
  return (
    <TextInput
      label={t('wishes.priceAtMost')}
      placeholder={market.examples.said[language]}
      className={typedStyles.words}
      autoComplete="off"
      maxLength={80}
      value={text}
      error={readPrice.error === null ? null : sentence(readPrice.error)}
      description={readPrice.error === null ? readPrice.words : null}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      onChange={(event) => setText(event.currentTarget.value)}
    />
  )
}

type ChoiceProps = { readonly overview: Overview; readonly wishes: TypedWishes }

/** Bodies by their drawings: known by their shape before their name is read. */
function Bodies({ overview, wishes }: ChoiceProps) {
  const { t } = useTranslation('vehicles')
  const { language, market } = useAppState()
  const { change } = usePlace()
  return (
    <fieldset className={styles.group}>
      <legend>{t('wishes.body')}</legend>
      <div className={styles.bodies}>
        {inOrder(overview.choices.body).map((code) => (
          <button
            key={code}
            type="button"
            className={styles.body}
            aria-pressed={wishes.body.includes(code)}
            onClick={() => change({ body: toggled(wishes.body, code) })}
          >
            <Silhouette body={code} />
            <span>{codeName(code, language, market)}</span>
          </button>
        ))}
      </div>
    </fieldset>
  )
}

function Codes({ wish, overview, wishes }: ChoiceProps & { readonly wish: CodeWish }) {
  const { t } = useTranslation('vehicles')
  const { language, market } = useAppState()
  const { change } = usePlace()
  return (
    <fieldset className={styles.group}>
      <legend>{t(`wishes.${wish}`)}</legend>
      <div className={styles.chips}>
        {inOrder(overview.choices[wish]).map((code) => (
          <button
            key={code}
            type="button"
            className={styles.chip}
            aria-pressed={wishes[wish].includes(code)}
            onClick={() => change({ [wish]: toggled(wishes[wish], code) })}
          >
            {codeName(code, language, market)}
          </button>
        ))}
      </div>
    </fieldset>
  )
}

const known = Object.keys(codeNames)

/** As people list them, whatever comes first in the catalogue; codes that this version has no name for come last. */
function inOrder(codes: readonly string[]): readonly string[] {
  const place = (code: string) => (known.includes(code) ? known.indexOf(code) : known.length)
  return codes.toSorted((a, b) => place(a) - place(b))
}
