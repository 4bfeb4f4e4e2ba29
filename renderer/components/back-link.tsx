import { IconArrowLeft } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import styles from './back-link.module.css'

/** The way up from a screen to the list it belongs to; stands before the screen's title. */
export function BackLink({ to, children }: { readonly to: string; readonly children: ReactNode }) {
  return (
    <Link to={to} className={styles.back}>
      <IconArrowLeft aria-hidden size={20} stroke={1.6} className={styles.arrow} />
      {children}
    </Link>
  )
}
