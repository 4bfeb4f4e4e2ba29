import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { Nothing } from '../../components/panel.tsx'

/** What stands where no catalogue is on this laptop yet. */
export function NoCatalogue() {
  const { t } = useTranslation('vehicles')
  return (
    <Nothing title={t('none.title')} text={t('none.text')}>
      <Button component={Link} to="/vehicles/import">
        {t('import.way')}
      </Button>
    </Nothing>
  )
}
