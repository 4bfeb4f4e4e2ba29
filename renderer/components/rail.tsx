import { useComputedColorScheme } from '@mantine/core'
import { IconLanguage, IconMoon, IconSearch, IconSun } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Link, useLocation } from 'react-router'
import { useAppState, useChangeSettings } from '../northstar.tsx'
import { type ScreenEntry, screens } from '../routes.ts'
import styles from './rail.module.css'

/** The screens that work, then what is wanted from anywhere: find, the other language, the other colour scheme. */
export function Rail({ onFind }: { readonly onFind: () => void }) {
  const { t } = useTranslation()
  const { pathname } = useLocation()
  return (
    <div className={styles.rail}>
      <nav aria-label={t('rail.label')} className={styles.group}>
        {screens.map((screen) =>
          screen.rail === undefined ? null : (
            <Link
              key={screen.path}
              to={screen.path}
              className={styles.item}
              aria-current={isCurrent(screen, pathname) ? 'page' : undefined}
            >
              <screen.rail.icon aria-hidden size={24} stroke={1.6} />
              {t(`rail.${screen.rail.word}`)}
            </Link>
          ),
        )}
      </nav>
      <div className={styles.group}>
        <button type="button" className={styles.item} onClick={onFind} aria-keyshortcuts="Control+K">
          <IconSearch aria-hidden size={22} stroke={1.6} />
          {t('find')}
        </button>
        <LanguageSwitch />
        <SchemeSwitch />
      </div>
    </div>
  )
}

function isCurrent(screen: ScreenEntry, pathname: string): boolean {
  const paths = [screen.path, ...(screen.rail?.also ?? [])]
  return paths.some((path) => pathname === path || (path !== '/' && pathname.startsWith(`${path}/`)))
}

function LanguageSwitch() {
  const { t } = useTranslation()
  const { language, market } = useAppState()
  const { mutate } = useChangeSettings()
  // The next of the market's languages; where there is one alone there is nothing to switch to.
  const other = market.languages[(market.languages.indexOf(language) + 1) % market.languages.length]
  if (other === undefined || other === language) return null
  return (
    <button type="button" className={styles.item} lang={other} onClick={() => mutate({ language: other })}>
      <IconLanguage aria-hidden size={22} stroke={1.6} />
      {t(other === 'en' ? 'language.english' : 'language.urdu')}
    </button>
  )
}

function SchemeSwitch() {
  const { t } = useTranslation()
  const shown = useComputedColorScheme('light')
  const { mutate } = useChangeSettings()
  const dark = shown === 'dark'
  return (
    <button
      type="button"
      className={styles.item}
      aria-label={t(dark ? 'scheme.toLightLabel' : 'scheme.toDarkLabel')}
      onClick={() => mutate({ colourScheme: dark ? 'light' : 'dark' })}
    >
      {dark ? (
        <IconSun aria-hidden size={22} stroke={1.6} />
      ) : (
        <IconMoon aria-hidden size={22} stroke={1.6} />
      )}
      {t(dark ? 'scheme.toLight' : 'scheme.toDark')}
    </button>
  )
}
