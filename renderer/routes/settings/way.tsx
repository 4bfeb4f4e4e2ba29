import { IconChevronRight } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import styles from './settings.module.css'

/** The way from the settings to a screen of its own, with how it stands there. */
export function Way(props: { readonly to: string; readonly name: string; readonly children: ReactNode }) {
  return (
    <li>
      <Link to={props.to} className={styles.way}>
        <span>
          <strong>{props.name}</strong>
          <span className={styles.stands}>{props.children}</span>
        </span>
        <IconChevronRight aria-hidden size={22} stroke={1.6} className={styles.arrow} />
      </Link>
    </li>
  )
}
