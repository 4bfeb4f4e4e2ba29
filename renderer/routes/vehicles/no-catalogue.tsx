import { useTranslation } from 'react-i18next'
import { ImportWay } from '../../components/import-way.tsx'
import { Nothing } from '../../components/panel.tsx'

/** What stands where no catalogue is on this laptop yet. */
export function NoCatalogue() {
  const { t } = useTranslation('vehicles')
  return (
    <Nothing title={t('none.title')} text={t('none.text')}>
      <ImportWay variant="filled" />
    </Nothing>
  )
}
