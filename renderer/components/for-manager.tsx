import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useSwitchPerson } from '../sign-in/switching.ts'
import { useIsManager } from '../signed-in.ts'
import { Nothing } from './panel.tsx'

/** What only a manager may open; anyone else reads that a manager can, and may hand the laptop to one. */
export function ForManager({ children }: { readonly children: ReactNode }) {
  const { t } = useTranslation('settings')
  const isManager = useIsManager()
  const switchPerson = useSwitchPerson()
  if (isManager) return children
  return (
    <Nothing title={t('forManager.title')} text={t('forManager.text')}>
      <Button variant="default" onClick={() => switchPerson(null)}>
        {t('forManager.signIn')}
      </Button>
    </Nothing>
  )
}
