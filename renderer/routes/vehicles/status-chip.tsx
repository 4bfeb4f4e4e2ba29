import { IconAlertTriangle, IconCircleCheck, IconHelpCircle } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Outputs } from '../../northstar.tsx'
import styles from './status-chip.module.css'

type Status = Outputs['catalogue']['vehicle']['sources'][number]['status']

const signs = { confirmed: IconCircleCheck, reported: IconHelpCircle, disputed: IconAlertTriangle } as const

/** How sure a figure is, as a sign and in words; nothing where its source says nothing about it. */
export function StatusChip({ status }: { readonly status: Status | null }) {
  const { t } = useTranslation('vehicles')
  if (status === null) return null
  const Sign = signs[status]
  return (
    <span className={styles.chip} data-status={status}>
      <Sign aria-hidden size={15} stroke={1.8} />
      {status === 'reported' ? t('toConfirm') : t(`status.${status}`)}
    </span>
  )
}
