import type { UseMutationResult } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { assertNever } from '../../../core/assert-never.ts'
import { useAppState } from '../../northstar.tsx'
import type { ShowroomClient } from '../../transport.ts'
import { CatalogueStep } from './catalogue-step.tsx'
import type { Guess } from './guess-market.ts'
import { HeadofficeStep } from './headoffice-step.tsx'
import { MarketStep } from './market-step.tsx'
import { PeopleStep } from './people-step.tsx'
import { SetUpPage } from './set-up-page.tsx'
import { StoreStep } from './store-step.tsx'
import { type MarketOnOffer, setUpOf, stepAfter, stepBefore, type Wizard } from './wizard.ts'

type Complete = ShowroomClient['setup']['complete']

type StepsProps = {
  readonly wizard: Wizard
  readonly markets: readonly MarketOnOffer[]
  readonly guess: Guess
  readonly machineZone: string
  readonly complete: UseMutationResult<Awaited<ReturnType<Complete>>, Error, Parameters<Complete>[0], unknown>
  readonly onChange: (part: Partial<Wizard>) => void
  /** To a store that head office has. */
  readonly onJoin: () => void
}

/** The first run, step by step: each in the languages of the market, once that is chosen. */
export function Steps(props: StepsProps) {
  const { wizard, markets, guess } = props
  const market = markets.find(({ id }) => id === wizard.market) ?? guess.market
  return (
    <SetUpPage languages={wizard.step === 'market' ? undefined : market.languages}>
      <PresentStep {...props} market={market} />
    </SetUpPage>
  )
}

/** The step where the first run is, and what leads from it to the others. */
function PresentStep(props: StepsProps & { readonly market: MarketOnOffer }) {
  const { wizard, market, machineZone, complete, onChange, onJoin } = props
  const { t } = useTranslation('set-up')
  const { language } = useAppState()
  const go = () => onChange({ step: stepAfter(wizard.step) ?? wizard.step })
  const back = () => onChange({ step: stepBefore(wizard.step) ?? wizard.step })

  function open() {
    const unsaid = { storeName: t('unsaid.storeName'), yourName: t('unsaid.yourName') }
    const asked = setUpOf(wizard, { market, machineZone, language, unsaid })
    // Reloaded meanwhile: PINs do not outlive that.
    if (asked === null) return onChange({ step: 'people' })
    complete.mutate(asked)
  }
  switch (wizard.step) {
    case 'market':
      return (
        <MarketStep
          key="market"
          markets={props.markets}
          market={market}
          guess={props.guess}
          machineZone={machineZone}
          onChoose={(id) => onChange({ market: id, timeZone: null })}
          onGo={go}
          onJoin={onJoin}
        />
      )
    case 'store':
      return (
        <StoreStep
          key="store"
          wizard={wizard}
          market={market}
          machineZone={machineZone}
          onChange={onChange}
          onGo={go}
          onBack={back}
        />
      )
    case 'people':
      return <PeopleStep key="people" wizard={wizard} onChange={onChange} onGo={go} onBack={back} />
    case 'catalogue':
      return (
        <CatalogueStep
          key="catalogue"
          way={wizard.catalogue}
          market={market}
          onChoose={(catalogue) => onChange({ catalogue })}
          onGo={go}
          onBack={back}
        />
      )
    case 'headoffice':
      return (
        <HeadofficeStep
          key="headoffice"
          way={wizard.headoffice}
          busy={complete.isPending}
          error={complete.error}
          onChoose={(headoffice) => onChange({ headoffice })}
          onGo={wizard.headoffice === 'join' ? onJoin : open}
          onBack={back}
        />
      )
    default:
      return assertNever(wizard.step)
  }
}
