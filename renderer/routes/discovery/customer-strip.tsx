import { IconUserCircle } from '@tabler/icons-react'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Visit } from '../../northstar.tsx'
import styles from './customer-strip.module.css'

const CustomerPanel = lazy(async () => ({ default: (await import('./customer-panel.tsx')).CustomerPanel }))

/** Who this conversation is with: the name, or that there is none yet, and the way to give one. */
export function CustomerStrip({ visit }: { readonly visit: Visit }) {
  const { t } = useTranslation('discovery')
  const [open, setOpen] = useState(false)
  return (
    <>
      <h1 className={styles.name}>
        {visit.customerName === null ? (
          t(visit.customerIsErased ? 'customer.erased' : 'customer.none')
        ) : (
          <bdi>{visit.customerName}</bdi>
        )}
      </h1>
      {visit.customerIsErased ? null : (
        <button type="button" className={styles.edit} onClick={() => setOpen(true)}>
          <IconUserCircle aria-hidden size={22} stroke={1.6} />
          {t(visit.customerId === null ? 'customer.add' : 'customer.edit')}
        </button>
      )}
      {open ? (
        <Suspense>
          <CustomerPanel visit={visit} onClose={() => setOpen(false)} />
        </Suspense>
      ) : null}
    </>
  )
}
