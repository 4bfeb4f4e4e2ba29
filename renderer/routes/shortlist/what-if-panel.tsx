import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { formatMoney } from '../../../core/market/format-money.ts'
import type { WhatIf } from '../../../core/shortlist/what-if.ts'
import { BusyButton } from '../../components/busy-button.tsx'
import { Failure } from '../../components/fact.tsx'
import { useFirstFocus } from '../../components/use-first-focus.ts'
import { type Outputs, useAppState } from '../../northstar.tsx'
import { VehiclePicture } from '../vehicles/vehicle-picture.tsx'
import { type Face, useFaces } from './use-faces.ts'
import { useWhatIf } from './use-what-if.ts'
import {
  asItIs,
  emphasisEnd,
  emphasisPlace,
  emphasisStep,
  isAsItIs,
  withBudget,
  withEmphasis,
} from './what-if.ts'
import styles from './what-if-panel.module.css'
import { WhatIfSlider } from './what-if-slider.tsx'

type WhatIfPanelProps = {
  readonly opportunityId: string
  readonly whatIf: WhatIf
  /** Counts what was asked for outside of it: each takes whoever asked here. */
  readonly times: number
  readonly onMove: (whatIf: WhatIf) => void
  readonly onClose: () => void
}

type Answered = Outputs['shortlist']['whatIf']

/** So many sliders as fit on one screen. */
const prioritiesShown = 5

/** Another budget, other priorities: the three move as the sliders do. Nothing of it is kept. */
export function WhatIfPanel({ opportunityId, whatIf, times, onMove, onClose }: WhatIfPanelProps) {
  const { t } = useTranslation('shortlist')
  const heading = useFirstFocus<HTMLHeadingElement>(times)
  const { data, error } = useWhatIf(opportunityId, whatIf)
  return (
    <section aria-labelledby="what-if" className={styles.panel}>
      <div className={styles.result}>
        <h2 id="what-if" ref={heading} tabIndex={-1} className={styles.title}>
          {t('whatIf.title')}
        </h2>
        <p className="ns-soft">{t('whatIf.text')}</p>
        <Failure error={error} />
        {data === undefined ? null : <WouldBe answered={data} isTried={!isAsItIs(whatIf)} />}
        <div className={styles.ways}>
          <BusyButton
            busy={false}
            variant="default"
            disabled={isAsItIs(whatIf)}
            onClick={() => onMove(asItIs)}
          >
            {t('whatIf.reset')}
          </BusyButton>
          <Button onClick={onClose}>{t('whatIf.close')}</Button>
        </div>
      </div>
      <div className={styles.sliders}>
        {data === undefined ? null : <Sliders answered={data} whatIf={whatIf} onMove={onMove} />}
      </div>
    </section>
  )
}

function Sliders({
  answered: { budget, emphasis },
  whatIf,
  onMove,
}: Pick<WhatIfPanelProps, 'whatIf' | 'onMove'> & { readonly answered: Answered }) {
  const { t } = useTranslation('shortlist')
  const { market, language } = useAppState()
  const { minMinor, maxMinor, stepMinor, nowMinor } = budget
  const amount = (amountMinor: number) =>
    formatMoney({ amountMinor, currency: market.currency.code }, market, language, 'short')
  const budgetText = (amountMinor: number) =>
    nowMinor === null && whatIf.budgetMinor === null
      ? t('whatIf.noBudget')
      : amountMinor === nowMinor
        ? t('whatIf.budgetNow', { amount: amount(amountMinor) })
        : t('whatIf.budgetTried', { amount: amount(amountMinor) })
  // What was touched is always there to be put back.
  const shown = emphasis.filter(
    ({ attribute }, place) => place < prioritiesShown || emphasisPlace(whatIf, attribute) !== 0,
  )
  return (
    <>
      <WhatIfSlider
        label={t('whatIf.budget')}
        min={minMinor}
        max={maxMinor}
        step={stepMinor}
        value={whatIf.budgetMinor ?? nowMinor ?? maxMinor}
        say={budgetText}
        onMove={(amountMinor) => onMove(withBudget(whatIf, amountMinor, nowMinor))}
      />
      {shown.length === 0 ? null : <h3 className={styles.subtitle}>{t('whatIf.priorities')}</h3>}
      {shown.map(({ attribute, name }) => (
        <WhatIfSlider
          key={attribute}
          label={name}
          min={-emphasisEnd}
          max={emphasisEnd}
          step={emphasisStep}
          value={emphasisPlace(whatIf, attribute)}
          from={0}
          say={(place) => t(emphasisWord(place))}
          onMove={(place) => onMove(withEmphasis(whatIf, attribute, place))}
        />
      ))}
    </>
  )
}

function emphasisWord(place: number) {
  if (place === 0) return 'whatIf.same'
  if (place > 0) return place > 1 ? 'whatIf.muchMore' : 'whatIf.more'
  return place < -1 ? 'whatIf.muchLess' : 'whatIf.less'
}

/** The three as they would be, each with where it stood. */
function WouldBe({
  answered: { picks },
  isTried,
}: {
  readonly answered: Answered
  readonly isTried: boolean
}) {
  const { t } = useTranslation('shortlist')
  const faces = useFaces(picks.map(({ variantId }) => variantId))
  const [first] = picks
  return (
    <>
      {/* One sentence for whoever does not see them move. */}
      <p role="status" className={styles.first}>
        {first === undefined
          ? t('whatIf.none')
          : t(isTried ? 'whatIf.first' : 'whatIf.firstNow', {
              name: `\u2068${first.brand} ${first.model}\u2069`,
            })}
      </p>
      <ol className={styles.three}>
        {picks.map((pick) => (
          <WouldBePick key={pick.variantId} pick={pick} face={faces.get(pick.variantId)} />
        ))}
      </ol>
    </>
  )
}

type WouldBePickProps = {
  readonly pick: Answered['picks'][number]
  readonly face: Face | undefined
}

function WouldBePick({ pick: { brand, model, name, price, place, placeBefore }, face }: WouldBePickProps) {
  const { t } = useTranslation('shortlist')
  const isMoved = place !== placeBefore
  return (
    <li className={styles.pick} data-moved={isMoved || undefined}>
      <VehiclePicture photoId={face?.photoId ?? null} body={face?.body ?? null} className={styles.picture} />
      <p className={styles.place}>
        {placeBefore === null
          ? t('whatIf.new')
          : isMoved
            ? t('whatIf.was', { place: placeBefore })
            : t('whatIf.stays')}
      </p>
      <p className={styles.name}>
        <bdi>
          {brand} {model}
        </bdi>
      </p>
      <p className="ns-soft">
        <bdi>{name}</bdi>
      </p>
      <p className="ns-figure">{price ?? t('noPrice')}</p>
    </li>
  )
}
