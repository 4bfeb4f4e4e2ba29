import { Button } from '@mantine/core'
import { IconPrinter } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Paint, paintOf } from '../../../core/catalogue/paint.ts'
import { dayText } from '../../clock-text.ts'
import { Failure } from '../../components/fact.tsx'
import { Panel } from '../../components/panel.tsx'
import { ScreenTitle } from '../../components/screen.tsx'
import { type Outputs, useAppState, useDateLocale, useNorthstar } from '../../northstar.tsx'
import { useIsManager } from '../../signed-in.ts'
import { AddPhoto } from './add-photo.tsx'
import { CloseLink } from './close-link.tsx'
import { FigureGroups, NotKnown } from './figure-groups.tsx'
import { VariantRows } from './model-card.tsx'
import { PhotoGallery } from './photo-gallery.tsx'
import { PickToggle } from './pick-toggle.tsx'
import { SourceList } from './source-list.tsx'
import { StatusChip } from './status-chip.tsx'
import { StockPanel } from './stock-panel.tsx'
import { usePlace } from './use-place.ts'
import styles from './vehicle-sheet.module.css'

type Vehicle = Outputs['catalogue']['vehicle']

/** While a photo is on its way from another laptop. */
const pollMs = 15_000

type VehicleSheetProps = {
  readonly variantId: string
  /** Where it leads back to; the list of vehicles where nothing is said. */
  readonly back?: string
  readonly onClose: () => void
}

/** One vehicle with all that is known of it: each figure with its source, its date and its age. */
export function VehicleSheet({ variantId, back, onClose }: VehicleSheetProps) {
  const { t } = useTranslation('vehicles')
  const { orpc } = useNorthstar()
  const { language } = useAppState()
  const { data, error } = useQuery(
    orpc.catalogue.vehicle.queryOptions({
      input: { language, variantId },
      retry: false,
      refetchInterval: ({ state }) =>
        (state.data?.photos.some(({ isHere }) => !isHere) ?? false) ? pollMs : false,
    }),
  )
  const name = data === undefined ? null : `${data.brand} ${data.model} ${data.name}`
  return (
    <>
      <ScreenTitle>
        <CloseLink onClose={onClose}>{back ?? t('back')}</CloseLink>
        <h1>{name === null ? t('title') : <bdi>{name}</bdi>}</h1>
      </ScreenTitle>
      <Failure error={error} />
      {data === undefined || name === null ? null : <Sheet vehicle={data} name={name} />}
    </>
  )
}

function Sheet({ vehicle, name }: { readonly vehicle: Vehicle; readonly name: string }) {
  const { t } = useTranslation('vehicles')
  const isManager = useIsManager()
  const paints = paintsOf(vehicle)
  const [colour, setColour] = useState<string | null>(null)
  const paint = paints.find((one) => one.colour === colour)?.paint ?? paints[0]?.paint ?? null
  return (
    <article className={styles.sheet}>
      <PrintedHead name={name} />
      <div className={styles.side}>
        <PhotoGallery vehicle={vehicle} name={name} paint={paint}>
          {paints.length > 0 ? (
            <Colours paints={paints} chosen={colour ?? paints[0]?.colour ?? null} onChoose={setColour} />
          ) : null}
        </PhotoGallery>
        <SheetPrice vehicle={vehicle} />
        <div className={styles.ways}>
          <PickToggle id={vehicle.id} name={name} isWide />
          <Button
            variant="default"
            leftSection={<IconPrinter aria-hidden size={20} stroke={1.6} />}
            onClick={() => window.print()}
          >
            {t('print')}
          </Button>
        </div>
        {isManager ? <AddPhoto vehicle={vehicle} /> : null}
        <StockPanel vehicle={vehicle} />
        <Others vehicle={vehicle} />
      </div>
      <div className={styles.figures}>
        <FigureGroups vehicle={vehicle} />
        <NotKnown vehicle={vehicle} />
        <SourceList
          sources={vehicle.sources}
          title={t('catalogue.sources', { count: vehicle.sources.length })}
        />
      </div>
    </article>
  )
}

/** What it costs, large, with all that is said of any figure. */
function SheetPrice({ vehicle }: { readonly vehicle: Vehicle }) {
  const { t } = useTranslation('vehicles')
  const price = vehicle.groups
    .flatMap(({ lines }) => lines)
    .find(({ attribute }) => attribute === 'priceMinor')?.figure
  if (price === null || price === undefined) return <p className="ns-soft">{t('priceNotKnown')}</p>
  return (
    <div>
      <p className={styles.price}>
        <bdi className="ns-figure">{price.text}</bdi>
      </p>
      <p className="ns-soft ns-small">
        <bdi>{price.source}</bdi> · <bdi>{price.asOf}</bdi> · <bdi>{price.age}</bdi>{' '}
        <StatusChip status={price.status} />
      </p>
    </div>
  )
}

/** On paper: what it is, who says so and on which day. */
export function PrintedHead({ name }: { readonly name: string }) {
  const { t } = useTranslation('vehicles')
  const { store, businessDay } = useAppState()
  const locale = useDateLocale()
  return (
    <header className={styles.printed}>
      <p className={styles.printedName}>
        <bdi>{name}</bdi>
      </p>
      <p>{t('printed', { store: `\u2068${store?.name ?? ''}\u2069`, day: dayText(businessDay, locale) })}</p>
    </header>
  )
}

type NamedPaint = { readonly colour: string; readonly paint: Paint }

/** The stock's colours that can be drawn, each once. */
function paintsOf({ stock }: Vehicle): readonly NamedPaint[] {
  const colours = [...new Set(stock.map(({ colour }) => colour.trim()))]
  return colours.flatMap((colour) => {
    const paint = paintOf(colour)
    return paint === null ? [] : [{ colour, paint }]
  })
}

type ColoursProps = {
  readonly paints: readonly NamedPaint[]
  readonly chosen: string | null
  readonly onChoose: (colour: string) => void
}

function Colours({ paints, chosen, onChoose }: ColoursProps) {
  const { t } = useTranslation('vehicles')
  return (
    <fieldset className={styles.colours}>
      <legend>{t('sheet.colours')}</legend>
      {paints.map(({ colour, paint }) => (
        <button
          key={colour}
          type="button"
          className={styles.colour}
          aria-pressed={colour === chosen}
          onClick={() => onChoose(colour)}
        >
          <span className={styles.swatch} style={{ '--paint': paint.hex }} aria-hidden="true" />
          <bdi>{colour}</bdi>
        </button>
      ))}
    </fieldset>
  )
}

/** The model's other variants, to go on to. */
function Others({ vehicle }: { readonly vehicle: Vehicle }) {
  const { t } = useTranslation('vehicles')
  const { change } = usePlace()
  const { brand, model, others } = vehicle
  if (others.count === 0) return null
  const name = `${brand} ${model}`
  return (
    <div className={styles.others}>
      <Panel title={t('sheet.others', { count: others.count, model: `\u2068${name}\u2069` })}>
        <VariantRows variants={others.variants} name={name} />
        {others.count > others.variants.length ? (
          <Button variant="subtle" onClick={() => change({ vehicle: null, q: name })}>
            {t('sheet.allOthers')}
          </Button>
        ) : null}
      </Panel>
    </div>
  )
}
