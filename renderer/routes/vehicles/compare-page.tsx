import { Button, CloseButton } from '@mantine/core'
import { IconPrinter, IconStar } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { Failure } from '../../components/fact.tsx'
import { Nothing } from '../../components/panel.tsx'
import { ScreenTitle } from '../../components/screen.tsx'
import { type Outputs, useLanguage, useNorthstar } from '../../northstar.tsx'
import { CloseLink } from './close-link.tsx'
import styles from './compare-page.module.css'
import { SourceList } from './source-list.tsx'
import { StatusChip } from './status-chip.tsx'
import { fromHere, usePlace } from './use-place.ts'
import { VehiclePicture } from './vehicle-picture.tsx'
import { PrintedHead } from './vehicle-sheet.tsx'

type Compared = Outputs['catalogue']['compare']
type Row = Compared['rows'][number]

type ComparePageProps = { readonly ids: readonly string[]; readonly onClose: () => void }

/** Two to four vehicles side by side. */
export function ComparePage({ ids, onClose }: ComparePageProps) {
  const { t } = useTranslation('vehicles')
  return (
    <>
      <ScreenTitle>
        <CloseLink onClose={onClose}>{t('back')}</CloseLink>
        <h1>{t('compare.title')}</h1>
      </ScreenTitle>
      <ComparedVehicles ids={ids} back={t('back')} onClose={onClose} />
    </>
  )
}

type ComparedVehiclesProps = ComparePageProps & {
  /** Where closing leads back to. */
  readonly back: string
  /** Attributes that come first, in this order; the others follow as they are. */
  readonly first?: readonly string[]
}

/** Where two to four vehicles differ first, what is the same folded. */
export function ComparedVehicles({ ids, back, onClose, first = [] }: ComparedVehiclesProps) {
  const { t } = useTranslation('vehicles')
  const { orpc } = useNorthstar()
  const language = useLanguage()
  const { data, error } = useQuery(
    orpc.catalogue.compare.queryOptions({
      input: { language, variantIds: [...ids] },
      enabled: ids.length > 1,
    }),
  )
  return (
    <>
      <Failure error={error} />
      {ids.length < 2 ? (
        <Nothing title={t('compare.title')} text={t('compare.tooFew')}>
          <Button variant="default" onClick={onClose}>
            {back}
          </Button>
        </Nothing>
      ) : null}
      {data === undefined || ids.length < 2 ? null : <Comparison compared={data} first={first} />}
    </>
  )
}

type ComparisonProps = { readonly compared: Compared; readonly first: readonly string[] }

function Comparison({ compared, first }: ComparisonProps) {
  const { t } = useTranslation('vehicles')
  const { vehicles, rows, notFound, sources } = compared
  const of = (type: Row['type']) => rows.filter((row) => row.type === type)
  const place = ({ attribute }: Row) => (first.includes(attribute) ? first.indexOf(attribute) : first.length)
  const differing = of('differs').toSorted((a, b) => place(a) - place(b))
  const [same, unknown] = [of('same'), of('not-known')]
  return (
    <div className={styles.page}>
      <PrintedHead name={t('compare.title')} />
      {notFound.length > 0 ? (
        <p role="status" className="ns-soft">
          {t('compare.notFound', { count: notFound.length })}
        </p>
      ) : null}
      <div className={styles.scroll}>
        <table className={styles.table} data-columns={vehicles.length}>
          <caption className={styles.caption}>
            {t(first.length === 0 ? 'compare.differ' : 'compare.differByWorth')}
          </caption>
          <thead>
            <tr>
              <td />
              {vehicles.map((vehicle) => (
                <VehicleHead key={vehicle.id} vehicle={vehicle} />
              ))}
            </tr>
          </thead>
          <tbody>
            {differing.length === 0 ? (
              <tr>
                <td colSpan={vehicles.length + 1}>{t('compare.noDifference')}</td>
              </tr>
            ) : null}
            {differing.map((row) => (
              <FigureRow key={row.attribute} row={row} />
            ))}
          </tbody>
        </table>
      </div>
      {differing.some(({ cells }) => cells.some(({ isBest }) => isBest)) ? (
        <p className="ns-soft ns-small">{t('compare.bestNote')}</p>
      ) : null}
      {same.length === 0 ? null : (
        <details className={styles.folded}>
          <summary>{t('compare.same', { count: same.length })}</summary>
          <dl className={styles.same}>
            {same.map(({ attribute, label, cells }) => (
              <div key={attribute}>
                <dt>{label}</dt>
                <dd>
                  <bdi>{cells[0]?.figure?.text}</bdi>
                </dd>
              </div>
            ))}
          </dl>
        </details>
      )}
      {unknown.length === 0 ? null : (
        <p className="ns-soft">
          {t('compare.notKnown', {
            count: unknown.length,
            list: unknown.map(({ label }) => label).join(t('unsure.comma')),
          })}
        </p>
      )}
      <SourceList sources={sources} title={t('catalogue.sources', { count: sources.length })} />
      <div className={styles.ways}>
        <Button
          variant="default"
          leftSection={<IconPrinter aria-hidden size={20} stroke={1.6} />}
          onClick={() => window.print()}
        >
          {t('print')}
        </Button>
      </div>
    </div>
  )
}

function VehicleHead({ vehicle }: { readonly vehicle: Compared['vehicles'][number] }) {
  const { t } = useTranslation('vehicles')
  const { toVehicle, togglePick } = usePlace()
  const { id, brand, model, name, body, photoId, availability } = vehicle
  const whole = `${brand} ${model} ${name}`
  return (
    <th scope="col" className={styles.head}>
      <div className={styles.headTop}>
        <VehiclePicture photoId={photoId} body={body} className={styles.picture} />
        <CloseButton
          size="lg"
          className={styles.out}
          aria-label={t('picks.remove', { name: whole })}
          onClick={() => togglePick(id)}
        />
      </div>
      <Link to={toVehicle(id)} state={fromHere} className={styles.name}>
        <span>
          <bdi>
            {brand} {model}
          </bdi>
        </span>
        <span className={styles.variant}>
          <bdi>{name}</bdi>
        </span>
      </Link>
      {availability === null ? null : <p className={styles.available}>{availability.sentence}</p>}
    </th>
  )
}

/** One figure of each vehicle. The best is said by a sign and in words, never by colour alone. */
function FigureRow({ row: { label, cells } }: { readonly row: Row }) {
  const { t } = useTranslation('vehicles')
  const isAllKnown = cells.every(({ figure }) => figure !== null)
  return (
    <tr>
      <th scope="row" className={styles.label}>
        {label}
      </th>
      {cells.map(({ figure, isBest }, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a cell is its vehicle's by its place
        <td key={place} className={styles.cell} data-best={isBest || undefined}>
          {figure === null ? (
            <span className="ns-soft">{t('sheet.notKnown')}</span>
          ) : (
            <>
              <bdi className={styles.value}>{figure.text}</bdi>
              {isBest ? (
                <span className={styles.best}>
                  <IconStar aria-hidden size={15} stroke={1.8} />
                  {t(isAllKnown ? 'compare.best' : 'compare.bestKnown')}
                </span>
              ) : null}
              <span className={styles.from}>
                <bdi>{figure.asOf}</bdi> · <bdi>{figure.age}</bdi>
                {figure.status === 'reported' ? ` · ${t('toConfirm')}` : null}
              </span>
              {figure.status === 'reported' ? null : <StatusChip status={figure.status} />}
            </>
          )}
        </td>
      ))}
    </tr>
  )
}
