import styles from './code.module.css'
import { groupsOf } from './code-kept.ts'

/** A recovery code, large and in its groups, so that it can be copied by hand and read aloud. @param label what it is */
export function Code({ code, label }: { readonly code: string; readonly label: string }) {
  return (
    <p
      dir="ltr"
      lang="en"
      className={styles.code}
      role="img"
      aria-label={`${label}: ${groupsOf(code).join(' ')}`}
    >
      {groupsOf(code).map((group, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the groups of one code keep their order, and two may be alike
        <span key={index}>{group}</span>
      ))}
    </p>
  )
}
