import { useTranslation } from 'react-i18next'
import { Nothing } from '../../components/panel.tsx'
import { ImportWay } from './import-way.tsx'

/** What stands where no catalogue is on this laptop yet. */
export function NoCatalogue() {
  const { t } = useTranslation('vehicles')
  return (
    <Nothing title={t('none.title')} text={t('none.text')}>
      <ImportWay variant="filled" />
    </Nothing>
  )
}
