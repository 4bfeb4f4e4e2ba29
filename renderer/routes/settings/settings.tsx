import { useTranslation } from 'react-i18next'
import { Facts, Panel } from '../../components/panel.tsx'
import { Screen, ScreenTitle } from '../../components/screen.tsx'
import { useAppState, useLanguage } from '../../northstar.tsx'
import { useIsManager } from '../../signed-in.ts'
import { Headoffice } from './headoffice.tsx'
import { Look } from './look.tsx'
import { LookedAfter } from './looked-after.tsx'
import { People } from './people.tsx'
import { Security } from './security.tsx'
import styles from './settings.module.css'
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
              <StoreFacts />
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
              <Security />
              <Headoffice />
            </>
          ) : (
            <>
              <StoreFacts />
              <About />
            </>
          )}
        </div>
      </div>
    </Screen>
  )
}

function StoreFacts() {
  const { t } = useTranslation('settings')
  const language = useLanguage()
  const { store, market } = useAppState()
  if (store === null) return null
  return (
    <Panel title={t('store.title')}>
      <Facts
        facts={[
          { name: t('store.name'), text: <bdi>{store.name}</bdi> },
          { name: t('store.code'), text: <bdi>{store.code}</bdi> },
          { name: t('store.market'), text: market.name[language] },
          { name: t('store.timeZone'), text: <bdi>{store.timeZone}</bdi> },
        ]}
      />
      <p className="ns-soft ns-small">{t('store.fixed')}</p>
    </Panel>
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
