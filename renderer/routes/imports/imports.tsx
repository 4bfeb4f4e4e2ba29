import { useTranslation } from 'react-i18next'
import { ForManager } from '../../components/for-manager.tsx'
import { Screen, ScreenTitle } from '../../components/screen.tsx'
import { ImportFlow } from './import-flow.tsx'

/** Files brought in: the one under way step by step, and those before, each of which can be undone. */
export function Imports() {
  const { t } = useTranslation('imports')
  return (
    <Screen>
      <ScreenTitle>
        <h1>{t('title')}</h1>
      </ScreenTitle>
      <ForManager>
        <ImportFlow />
      </ForManager>
    </Screen>
  )
}
