import { useTranslation } from 'react-i18next'
import { instantText } from '../../../core/reports/day-text.ts'
import { ImportWay } from '../../components/import-way.tsx'
import { Facts } from '../../components/panel.tsx'
import { useTimeZone } from '../../northstar.tsx'
import { counted } from './counted.ts'
import { SourceList } from './source-list.tsx'
import styles from './vehicle-list.module.css'
import type { Overview } from './wishes.ts'

/** Where the catalogue in use comes from and since when this laptop has it. */
export function CatalogueFacts({ overview }: { readonly overview: Overview }) {
  const { t } = useTranslation('vehicles')
  const timeZone = useTimeZone()
  const { variants, models, origin, importedAt, version, sources } = overview
  return (
    <section className={styles.about} aria-label={t('catalogue.title')}>
      <h2>{t('catalogue.title')}</h2>
      <p className="ns-soft">{t('catalogue.open')}</p>
      <div className={styles.facts}>
        <Facts
          facts={[
            {
              name: t('catalogue.holds'),
              text: t('catalogue.counts', {
                variants: counted(variants).number,
                models: counted(models).number,
              }),
            },
            { name: t('catalogue.origin'), text: <bdi>{origin}</bdi> },
            { name: t('catalogue.since'), text: <bdi>{instantText(importedAt, timeZone)}</bdi> },
            { name: t('catalogue.version'), text: <bdi>{version}</bdi> },
          ]}
        />
        <ImportWay variant="default" />
      </div>
      <SourceList sources={sources} title={t('catalogue.sources', { count: sources.length })} />
    </section>
  )
}
