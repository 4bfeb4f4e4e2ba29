import { MantineThemeProvider } from '@mantine/core'
import { type ReactNode, useMemo } from 'react'
import { createPortal } from 'react-dom'
import { I18nextProvider, useTranslation } from 'react-i18next'
import type { Language } from '../../../core/market/language.ts'
import { AppStateProvider, useAppState } from '../../northstar.tsx'
import styles from './talk-language.module.css'

type TalkLanguageProps = {
  readonly language: Language
  readonly children: ReactNode
}

const dialogsId = 'talk-dialogs'
const theme = { components: { Portal: { defaultProps: { target: `#${dialogsId}` } } } }

/**
 * Everything inside is said in the language of the talk, whatever the language of the laptop, its dialogs too. A switch
 * renders again and mounts nothing anew, so that the place, what is being typed and the scroll stay.
 */
export function TalkLanguage({ language, children }: TalkLanguageProps) {
  const { i18n } = useTranslation()
  const app = useAppState()
  const words = useMemo(() => i18n.cloneInstance({ lng: language, initAsync: false }), [i18n, language])
  const state = useMemo(() => ({ ...app, language }), [app, language])
  const direction = language === 'ur' ? 'rtl' : 'ltr'
  const dialogs = document.querySelector('#dialogs') ?? document.body
  return (
    <I18nextProvider i18n={words}>
      <AppStateProvider state={state}>
        <MantineThemeProvider theme={theme} inherit>
          {createPortal(
            <div id={dialogsId} lang={language} dir={direction} className={styles.words} />,
            dialogs,
          )}
          <div lang={language} dir={direction} className={styles.talk}>
            {children}
          </div>
        </MantineThemeProvider>
      </AppStateProvider>
    </I18nextProvider>
  )
}
