import { Button } from '@mantine/core'
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { Failure } from '../../components/fact.tsx'
import { type Outputs, useNorthstar } from '../../northstar.tsx'
import { counted } from './counted.ts'
import styles from './model-card.module.css'
import { PickToggle } from './pick-toggle.tsx'
import { Price } from './price.tsx'
import { fromHere, usePlace } from './use-place.ts'
import { VehiclePicture } from './vehicle-picture.tsx'
import type { Asked } from './wishes.ts'

const variantsOfPage = 50

export type Model = Outputs['catalogue']['find']['models'][number]
type Variant = Model['variants'][number]

/** A model with its picture, what it costs and of when that is, and its variants to be opened or compared. */
export function ModelCard({ model, asked }: { readonly model: Model; readonly asked: Asked }) {
  const { t } = useTranslation('vehicles')
  const { key, brand, body, photoId, price, count, variants } = model
  const [isWhole, setIsWhole] = useState(false)
  const name = `${brand} ${model.model}`
  // What they cost together stands in the head.
  const isPriced = price?.isFrom === true || variants.some((one) => one.price?.text !== price?.text)
  return (
    <li className={styles.card}>
      <div className={styles.head}>
        <VehiclePicture photoId={photoId} body={body} className={styles.picture} />
        <div>
          <h2 className={styles.name}>
            <bdi>{name}</bdi>
          </h2>
          <p>
            <Price price={price} />
          </p>
        </div>
      </div>
      {isWhole ? (
        <AllVariants modelKey={key} name={name} asked={asked} first={variants} isPriced={isPriced} />
      ) : (
        <>
          <VariantRows variants={variants} name={name} isPriced={isPriced} />
          {count > variants.length ? (
            <Button variant="subtle" size="compact-md" onClick={() => setIsWhole(true)}>
              {t('moreVariants', counted(count - variants.length))}
            </Button>
          ) : null}
        </>
      )}
    </li>
  )
}

type AllVariantsProps = {
  readonly modelKey: string
  readonly name: string
  readonly asked: Asked
  /** What stands there until all have come. */
  readonly first: readonly Variant[]
  readonly isPriced: boolean
}

function AllVariants({ modelKey, name, asked, first, isPriced }: AllVariantsProps) {
  const { t } = useTranslation('vehicles')
  const { orpc } = useNorthstar()
  const all = useInfiniteQuery(
    orpc.catalogue.variants.infiniteOptions({
      input: (offset: number) => ({ ...asked, model: modelKey, offset, limit: variantsOfPage }),
      initialPageParam: 0,
      getNextPageParam: ({ nextOffset }) => nextOffset,
      placeholderData: keepPreviousData,
    }),
  )
  const variants = all.data?.pages.flatMap((page) => page.variants) ?? first
  return (
    <>
      <VariantRows variants={variants} name={name} isPriced={isPriced} />
      <Failure error={all.error} />
      {all.hasNextPage ? (
        <Button
          variant="subtle"
          size="compact-md"
          loading={all.isFetchingNextPage}
          onClick={() => void all.fetchNextPage()}
        >
          {t('more')}
        </Button>
      ) : null}
    </>
  )
}

type VariantRowsProps = {
  readonly variants: readonly Variant[]
  /** Of the model. */
  readonly name: string
  /** Whether each says its price: where there is only one, the model has said it. */
  readonly isPriced?: boolean
}

/** A model's variants to be opened, each with a way into the comparison. */
export function VariantRows({ variants, name, isPriced = true }: VariantRowsProps) {
  const { t } = useTranslation('vehicles')
  const { toVehicle } = usePlace()
  return (
    <ul className={styles.variants}>
      {variants.map((variant) => (
        <li key={variant.id} className={styles.row}>
          <Link
            to={toVehicle(variant.id)}
            state={fromHere}
            className={styles.variant}
            data-vehicle={variant.id}
          >
            <span className={styles.variantName}>
              <bdi>{variant.name}</bdi>
              {variant.inStock > 0 ? (
                <span className={styles.inStock}>{t('inStock', { count: variant.inStock })}</span>
              ) : null}
            </span>
            {isPriced ? (
              <span className={styles.what}>
                <Price price={variant.price} bare />
              </span>
            ) : null}
          </Link>
          <PickToggle id={variant.id} name={`${name} ${variant.name}`} />
        </li>
      ))}
    </ul>
  )
}
