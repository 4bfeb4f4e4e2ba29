import { useTranslation } from 'react-i18next'
import { instantText } from '../../../core/reports/day-text.ts'
import { Facts, Panel } from '../../components/panel.tsx'
import { useTimeZone } from '../../northstar.tsx'
import { type Listing, modelsOf } from './find-vehicles.ts'
import { SourceList } from './source-list.tsx'

/** Where the catalogue in use comes from and since when this laptop has it. */
export function CatalogueFacts({ listing }: { readonly listing: Listing }) {
  const { t } = useTranslation('vehicles')
  const timeZone = useTimeZone()
  return (
    <Panel title={t('catalogue.title')}>
      <p className="ns-soft">{t('catalogue.open')}</p>
      <Facts
        facts={[
          {
            name: t('catalogue.holds'),
            text: t('catalogue.counts', {
              variants: listing.vehicles.length,
              models: modelsOf(listing.vehicles).length,
            }),
          },
          { name: t('catalogue.origin'), text: <bdi>{listing.origin}</bdi> },
          {
            name: t('catalogue.since'),
            text: <bdi>{instantText(listing.importedAt, timeZone)}</bdi>,
          },
          { name: t('catalogue.version'), text: <bdi>{listing.version}</bdi> },
        ]}
      />
      <SourceList sources={listing.sources} />
    </Panel>
  )
}
