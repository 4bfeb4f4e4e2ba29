import { useTranslation } from 'react-i18next'
import { Facts, Panel } from '../../components/panel.tsx'
import { Screen, ScreenTitle } from '../../components/screen.tsx'
import { useAppState } from '../../northstar.tsx'
import { useIsManager } from '../../signed-in.ts'
import { Headoffice } from './headoffice.tsx'
import { Look } from './look.tsx'
import { LookedAfter } from './looked-after.tsx'
import { People } from './people.tsx'
import { Reckoning } from './reckoning.tsx'
import { Security } from './security.tsx'
import styles from './settings.module.css'
import { Store } from './store.tsx'
import { Updates } from './updates.tsx'
import { You } from './you.tsx'

/** What this laptop is, who uses it, how it looks; for a manager also its security and where its head office is. */
export function Settings() {
  const { t } = useTranslation('settings')
  const isManager = useIsManager()
  return (
    <Screen>
      <ScreenTitle>
        <h1>{t('title')}</h1>
      </ScreenTitle>
      <div className={styles.page}>
        <div className={styles.column}>
          <You />
          <Look />
          {isManager ? (
            <>
              <People />
              <Store />
              <About />
            </>
          ) : (
            <p className="ns-soft">{t('forManager.settings')}</p>
          )}
        </div>
        <div className={styles.column}>
          {isManager ? (
            <>
              <LookedAfter />
              <Reckoning />
              <Security />
              <Headoffice />
            </>
          ) : (
            <>
              <Reckoning />
              <Store />
              <About />
            </>
          )}
        </div>
      </div>
    </Screen>
  )
}

function About() {
  const { t } = useTranslation('settings')
  const { version, catalogue } = useAppState()
  return (
    <Panel title={t('about.title')}>
      <Facts
        facts={[
          { name: t('about.version'), text: <bdi>{version}</bdi> },
          { name: t('updates.update'), text: <Updates /> },
          {
            name: t('about.catalogue'),
            text:
              catalogue === null ? (
                t('about.noCatalogue')
              ) : (
                <>
                  <bdi>{catalogue.version}</bdi> · <bdi>{catalogue.origin}</bdi>
                </>
              ),
          },
          { name: t('about.licence'), text: t('about.licenceText') },
        ]}
      />
    </Panel>
  )
}
