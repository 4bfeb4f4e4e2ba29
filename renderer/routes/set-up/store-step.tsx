import { Select, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Language } from '../../../core/market/language.ts'
import typed from '../../components/typed.module.css'
import { isolate } from '../../isolate.ts'
import { useAppState } from '../../northstar.tsx'
import styles from './set-up.module.css'
import { StepFrame } from './step-frame.tsx'
import { storeCodeFrom, storeCodeOf } from './store-code.ts'
import { codeShown, faultsOf, type MarketOnOffer, timeZoneOf, type Wizard } from './wizard.ts'
import { zoneLike } from './zone-like.ts'

type StoreStepProps = {
  readonly wizard: Wizard
  readonly market: MarketOnOffer
  readonly machineZone: string
  readonly onChange: (part: Partial<Wizard>) => void
  readonly onGo: () => void
  readonly onBack: () => void
}

/** What the showroom is called, and where in a country with several times. */
export function StoreStep({ wizard, market, machineZone, onChange, onGo, onBack }: StoreStepProps) {
  const { t } = useTranslation('set-up')
  const { language } = useAppState()
  const [refusals, setRefusals] = useState(0)
  const faults = faultsOf('store', wizard)
  const said = refusals > 0 ? faults : new Map()
  const { examples, timeZones } = market
  const timeZone = timeZoneOf(wizard, market, machineZone)
  // It is chosen once, so a zone that this machine's clock does not bear out is not taken in silence.
  const isZoneSaid = timeZones.length > 1 && zoneLike(timeZones, machineZone) === null
  const skipped = t('store.skip', {
    name: t('unsaid.storeName'),
    code: isolate(storeCodeOf(t('unsaid.storeName')), language),
  })
  return (
    <StepFrame
      step="store"
      title={t('store.title')}
      go={t('go')}
      refusals={refusals}
      onGo={() => (faults.size === 0 ? onGo() : setRefusals(refusals + 1))}
      onBack={onBack}
      skip={{
        text: isZoneSaid
          ? `${skipped} ${t('store.skipZone', { zone: zoneName(timeZone, language) })}`
          : skipped,
        onSkip: onGo,
      }}
    >
      <div className={styles.columns}>
        <TextInput
          label={t('store.name')}
          placeholder={t('store.example', { example: examples.storeName[language] })}
          className={typed.words}
          value={wizard.storeName}
          maxLength={120}
          error={said.has('storeName') ? t('need.storeName') : null}
          onChange={(event) => onChange({ storeName: event.currentTarget.value })}
        />
        <TextInput
          label={t('store.code')}
          description={t('store.codeHint')}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          placeholder={t('store.example', { example: isolate(examples.storeCode, language) })}
          value={codeShown(wizard)}
          maxLength={12}
          autoCapitalize="characters"
          spellCheck={false}
          error={said.has('storeCode') ? t('need.storeCode') : null}
          onChange={(event) => onChange({ storeCode: storeCodeFrom(event.currentTarget.value) })}
        />
        {timeZones.length > 1 ? (
          <Select
            label={t('store.timeZone')}
            description={t('store.timeZoneHint')}
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            allowDeselect={false}
            value={timeZone}
            data={timeZones.map((zone) => ({ value: zone, label: zoneName(zone, language) }))}
            onChange={(zone) => onChange({ timeZone: zone })}
          />
        ) : null}
      </div>
    </StepFrame>
  )
}

/** A zone as people say it, with the city that its clock is named for: “Mountain Time (Denver)”. */
function zoneName(timeZone: string, language: Language): string {
  const named = new Intl.DateTimeFormat(language, { timeZone, timeZoneName: 'longGeneric' })
  const name = named.formatToParts(0).find(({ type }) => type === 'timeZoneName')?.value ?? timeZone
  const city = timeZone.split('/').at(-1)?.replaceAll('_', ' ') ?? ''
  return `${name} (${isolate(city, language)})`
}
