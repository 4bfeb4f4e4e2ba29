import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useIsManager } from '../../signed-in.ts'

/** The way to the import of a catalogue for a manager; for anyone else, that a manager can do it. */
export function ImportWay({ variant }: { readonly variant: 'default' | 'filled' }) {
  const { t } = useTranslation('vehicles')
  if (!useIsManager()) return <p className="ns-soft ns-small">{t('import.forManager')}</p>
  return (
    <Button component={Link} to="/vehicles/import" variant={variant}>
      {t('import.way')}
    </Button>
  )
}
