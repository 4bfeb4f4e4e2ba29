import { IconArrowLeft } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import styles from '../../components/back-link.module.css'
import own from './vehicles.module.css'

type CloseLinkProps = { readonly onClose: () => void; readonly children: ReactNode }

/** The way back to what lies underneath, which has kept its place. */
export function CloseLink({ onClose, children }: CloseLinkProps) {
  return (
    <button type="button" className={`${styles.back} ${own.close}`} onClick={onClose}>
      <IconArrowLeft aria-hidden size={20} stroke={1.6} className={styles.arrow} />
      {children}
    </button>
  )
}
