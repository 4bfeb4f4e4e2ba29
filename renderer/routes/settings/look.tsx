import { Input, SegmentedControl } from '@mantine/core'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { Failure } from '../../components/fact.tsx'
import { Panel } from '../../components/panel.tsx'
import { useAppState, useChangeSettings } from '../../northstar.tsx'
import styles from './settings.module.css'

const schemes = ['auto', 'light', 'dark'] as const

/** The language of the screen, and light or dark: changed at once. */
export function Look() {
  const { t } = useTranslation('settings')
  const { language, colourScheme, market } = useAppState()
  const change = useChangeSettings()
  const languageLabel = useId()
  const schemeLabel = useId()
  return (
    <Panel title={t('look.title')}>
      {market.languages.length > 1 ? (
        <div>
          <Input.Label size="md" id={languageLabel} component="div" className={styles.label}>
            {t('look.language')}
          </Input.Label>
          <SegmentedControl
            fullWidth
            aria-labelledby={languageLabel}
            value={language}
            data={market.languages.map((one) => ({
              value: one,
              label: <span lang={one}>{languageNames[one]}</span>,
            }))}
            onChange={(value) => {
              const chosen = market.languages.find((one) => one === value)
              if (chosen !== undefined) change.mutate({ language: chosen })
            }}
          />
        </div>
      ) : null}
      <div>
        <Input.Label size="md" id={schemeLabel} component="div" className={styles.label}>
          {t('look.scheme')}
        </Input.Label>
        <SegmentedControl
          fullWidth
          aria-labelledby={schemeLabel}
          value={colourScheme}
          data={schemes.map((scheme) => ({ value: scheme, label: t(`look.schemes.${scheme}`) }))}
          onChange={(value) => {
            const chosen = schemes.find((scheme) => scheme === value)
            if (chosen !== undefined) change.mutate({ colourScheme: chosen })
          }}
        />
      </div>
      <Failure error={change.error} />
    </Panel>
  )
}

/** Each language in its own words, so that it can be found by someone who reads no other. */
const languageNames = { en: 'English', ur: 'اردو' } as const
