import { useTranslation } from 'react-i18next'
import { useAppState } from '../../northstar.tsx'
import { Choices } from './choices.tsx'
import { StepFrame } from './step-frame.tsx'
import { type CatalogueWay, catalogueWays, type MarketOnOffer } from './wizard.ts'

type CatalogueStepProps = {
  readonly way: CatalogueWay
  readonly market: MarketOnOffer
  readonly onChoose: (way: CatalogueWay) => void
  readonly onGo: () => void
  readonly onBack: () => void
}

/** Which vehicles the showroom begins with. */
export function CatalogueStep({ way, market, onChoose, onGo, onBack }: CatalogueStepProps) {
  const { t } = useTranslation('set-up')
  const { language } = useAppState()
  const { models, variants, from, to } = market.catalogue
  const [since, until] = [yearOf(from), yearOf(to)]
  const facts = {
    models,
    variants,
    market: market.name[language],
    when: since === until ? since : t('catalogue.years', { since, until }),
  }
  return (
    <StepFrame
      step="catalogue"
      title={t('catalogue.title')}
      go={t('go')}
      onGo={onGo}
      onBack={onBack}
      skip={{
        text: t('catalogue.skip'),
        onSkip: () => {
          onChoose('base')
          onGo()
        },
      }}
    >
      <Choices
        legend={t('catalogue.legend')}
        value={way}
        onChoose={onChoose}
        choices={catalogueWays.map((one) => ({
          value: one,
          title: t(`catalogue.${one}.title`, facts),
          text: t(`catalogue.${one}.text`, facts),
        }))}
      />
    </StepFrame>
  )
}

/** The year of an as-of date, which may be no more than that. */
const yearOf = (asOf: string): string => asOf.slice(0, 4)
