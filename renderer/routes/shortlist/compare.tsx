import { Tabs } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { FitChart } from '../../components/charts/fit-chart.tsx'
import { Failure } from '../../components/fact.tsx'
import { FiveYears } from '../../components/five-years/five-years.tsx'
import { Panel } from '../../components/panel.tsx'
import { ScreenTitle } from '../../components/screen.tsx'
import { Tap, Taps } from '../../components/tap.tsx'
import { type Outputs, useLanguage, useNorthstar, type Visit } from '../../northstar.tsx'
import { isWritten } from '../../written-visit.ts'
import { CloseLink } from '../vehicles/close-link.tsx'
import { ComparedVehicles } from '../vehicles/compare-page.tsx'
import { mostPicks } from '../vehicles/wishes.ts'
import styles from './shortlist.module.css'
import { TurnScreen } from './turn-screen.tsx'
import { useShortlistPlace } from './use-shortlist-place.ts'

type ShortlistView = Outputs['shortlist']['get']

type CompareProps = {
  readonly opportunityId: string
  /** Not there until it was read. */
  readonly shortlist: ShortlistView | undefined
  readonly visit: Visit | null
  readonly onClose: () => void
}

/** Two to four side by side: where they differ, what each gives of what matters, and five years of owning it. */
export function Compare({ opportunityId, shortlist, visit, onClose }: CompareProps) {
  const { t } = useTranslation('shortlist')
  const { orpc } = useNorthstar()
  const language = useLanguage()
  const { picks: ids } = useShortlistPlace()
  const fit = useQuery(
    orpc.shortlist.fit.queryOptions({ input: { opportunityId, variantIds: [...ids], language } }),
  )
  return (
    <>
      <ScreenTitle>
        <CloseLink onClose={onClose}>{t('toThree')}</CloseLink>
        <h1>{t('compare.title')}</h1>
      </ScreenTitle>
      {shortlist === undefined ? null : <Among shortlist={shortlist} visit={visit} />}
      <Tabs defaultValue="differ" keepMounted={false} classNames={{ tab: styles.tab ?? '' }}>
        <Tabs.List mb="md">
          <Tabs.Tab value="differ">{t('compare.differ')}</Tabs.Tab>
          <Tabs.Tab value="fit">{t('fit.title')}</Tabs.Tab>
          <Tabs.Tab value="owning">{t('owning.title')}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="differ">
          <ComparedVehicles
            ids={ids}
            back={t('toThree')}
            onClose={onClose}
            first={fit.data?.rows.map(({ attribute }) => attribute) ?? []}
          />
        </Tabs.Panel>
        <Tabs.Panel value="fit">
          <Failure error={fit.error} />
          {fit.data === undefined ? null : <Fit rows={fit.data.rows} ids={ids} />}
        </Tabs.Panel>
        <Tabs.Panel value="owning">
          <Panel title={t('owning.heading')}>
            <FiveYears opportunityId={opportunityId} variantIds={ids} />
          </Panel>
        </Tabs.Panel>
      </Tabs>
    </>
  )
}

/** Which are compared: the three and the one that came next, in and out by a tap. */
function Among({
  shortlist: { picks, runnerUp },
  visit,
}: {
  readonly shortlist: ShortlistView
  readonly visit: Visit | null
}) {
  const { t } = useTranslation('shortlist')
  const { picks: chosen, togglePick, openedId } = useShortlistPlace()
  const offered = [...picks, ...(runnerUp === null ? [] : [runnerUp])]
  if (offered.length < 2) return null
  const shown = offered.map(({ variantId }) => variantId).filter((id) => chosen.includes(id))
  return (
    <div className={styles.among}>
      <Taps label={t('compare.among')} min="13rem">
        {offered.map(({ variantId, brand, model, name }) => {
          const isChosen = chosen.includes(variantId)
          return (
            <Tap
              key={variantId}
              chosen={isChosen}
              disabled={!isChosen && chosen.length >= mostPicks}
              hint={name}
              onTap={() => togglePick(variantId)}
            >
              <bdi>
                {brand} {model}
              </bdi>
            </Tap>
          )
        })}
      </Taps>
      {visit !== null && isWritten(visit) && shown.length > 1 && openedId === null ? (
        <TurnScreen visit={visit} page="compare" variantIds={shown} />
      ) : null}
    </div>
  )
}

type FitProps = {
  readonly rows: Outputs['shortlist']['fit']['rows']
  readonly ids: readonly string[]
}

function Fit({ rows, ids }: FitProps) {
  const { t } = useTranslation('shortlist')
  const { orpc } = useNorthstar()
  const language = useLanguage()
  const compared = useQuery(
    orpc.catalogue.compare.queryOptions({
      input: { language, variantIds: [...ids] },
      enabled: ids.length > 1,
    }),
  )
  const vehicles = (compared.data?.vehicles ?? []).map(({ id, brand, model }) => ({
    variantId: id,
    name: `${brand} ${model}`,
  }))
  return (
    <Panel title={t('fit.heading')}>
      <Failure error={compared.error} />
      {rows.length === 0 ? (
        <p className="ns-soft">{t('fit.none')}</p>
      ) : (
        <FitChart vehicles={vehicles} rows={rows} />
      )}
    </Panel>
  )
}
