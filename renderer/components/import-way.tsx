import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useIsManager } from '../signed-in.ts'

/** The way to the imports for a manager; for anyone else, that a manager can do it. */
export function ImportWay({ variant }: { readonly variant: 'default' | 'filled' }) {
  const { t } = useTranslation('imports')
  if (!useIsManager()) return <p className="ns-soft ns-small">{t('forManager')}</p>
  return (
    <Button component={Link} to="/imports" variant={variant}>
      {t('way')}
    </Button>
  )
}
