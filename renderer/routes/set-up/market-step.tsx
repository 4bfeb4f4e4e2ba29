import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useLanguageMemory } from '../../gate/language-memory.ts'
import { isolate } from '../../isolate.ts'
import { useAppState } from '../../northstar.tsx'
import { Choices } from './choices.tsx'
import type { Guess } from './guess-market.ts'
import styles from './set-up.module.css'
import { StepFrame } from './step-frame.tsx'
import { languageOf, type MarketOnOffer } from './wizard.ts'

type MarketStepProps = {
  readonly markets: readonly MarketOnOffer[]
  readonly market: MarketOnOffer
  readonly guess: Guess
  readonly machineZone: string
  readonly onChoose: (market: string) => void
  readonly onGo: () => void
  /** To a store that head office has, which brings all of this. */
  readonly onJoin: () => void
}

/** Where the showroom is, which cannot be changed later, and the language of its screens. */
export function MarketStep({ markets, market, guess, machineZone, onChoose, onGo, onJoin }: MarketStepProps) {
  const { t } = useTranslation('set-up')
  const { t: enrolment } = useTranslation('enrolment')
  const { language } = useAppState()
  const languages = useLanguageMemory()
  function go() {
    languages.remember(languageOf(market, language))
    onGo()
  }
  const zone = isolate(machineZone, language)
  return (
    <StepFrame
      step="market"
      title={t('market.title')}
      lead={t('market.lead')}
      go={t('go')}
      onGo={go}
      onBack={null}
      skip={{ text: t('market.skip', { market: market.name[language] }), onSkip: go }}
    >
      <Choices
        legend={t('market.legend')}
        value={market.id}
        onChoose={onChoose}
        choices={markets.map(({ id, name, priceExample, catalogue }) => ({
          value: id,
          title: name[language],
          text: (
            <>
              {t('market.text', { price: priceExample[language], variants: catalogue.variants })}
              {id === guess.market.id ? ` ${t(`market.because.${guess.because}`, { zone })}` : null}
            </>
          ),
        }))}
      />
      {market.languages.includes(language) ? null : (
        <p role="status" className="ns-soft ns-small">
          {t('market.otherLanguage', {
            market: market.name[language],
            language: t(`market.languages.${languageOf(market, language)}`),
          })}
        </p>
      )}
      <div>
        <Button variant="subtle" className={styles.aside} onClick={onJoin}>
          {enrolment('join.way')}
        </Button>
      </div>
    </StepFrame>
  )
}
