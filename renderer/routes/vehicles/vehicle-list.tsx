import { Button, NativeSelect } from '@mantine/core'
import { useIntersection } from '@mantine/hooks'
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { Failure } from '../../components/fact.tsx'
import { Nothing } from '../../components/panel.tsx'
import { useLanguage, useNorthstar } from '../../northstar.tsx'
import { CatalogueFacts } from './catalogue-facts.tsx'
import { counted } from './counted.ts'
import { ModelCard } from './model-card.tsx'
import { UnsureLine } from './unsure-line.tsx'
import { usePlace } from './use-place.ts'
import { useReadPrice } from './use-read-price.ts'
import styles from './vehicle-list.module.css'
import { WishPanel } from './wish-panel.tsx'
import {
  type Asked,
  isAnythingWished,
  type Overview,
  orderIn,
  orders,
  wishesIn,
  withoutWishes,
} from './wishes.ts'
import { WordField } from './word-field.tsx'

const modelsOfPage = 24

/** The models that fit what is wished for, more of them as one reads on, and what to wish for beside them. */
export function VehicleList({ overview }: { readonly overview: Overview }) {
  const { t } = useTranslation('vehicles')
  const { orpc } = useNorthstar()
  const language = useLanguage()
  const { params, change } = usePlace()
  const wishes = wishesIn(params)
  const readPrice = useReadPrice(wishes.price)
  const order = orderIn(params)
  const isUnsure = params.has('unsure')
  const { words, body, fuel, transmission, drive, seatsAtLeast, inStock } = wishes
  const asked: Asked = {
    ...{ language, words, body, fuel, transmission, drive, seatsAtLeast, inStock },
    priceAtMostMinor: readPrice.amountMinor,
    fit: isUnsure ? 'cannot-tell' : 'fitting',
  }
  const found = useInfiniteQuery(
    orpc.catalogue.find.infiniteOptions({
      input: (offset: number) => ({ ...asked, order, offset, limit: modelsOfPage }),
      initialPageParam: 0,
      getNextPageParam: ({ nextOffset }) => nextOffset,
      placeholderData: keepPreviousData,
    }),
  )
  const { ref: end, entry } = useIntersection({ rootMargin: '800px' })
  const isNearEnd = entry?.isIntersecting === true
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = found
  useEffect(() => {
    if (isNearEnd && hasNextPage && !isFetchingNextPage) void fetchNextPage()
  }, [isNearEnd, hasNextPage, isFetchingNextPage, fetchNextPage])
  const first = found.data?.pages[0]
  const models = found.data?.pages.flatMap((page) => page.models) ?? []
  const count = isUnsure ? first?.cannotTell : first?.fitting
  return (
    <div className={styles.page}>
      <WishPanel overview={overview} wishes={wishes} readPrice={readPrice} />
      <div className={styles.list}>
        <div className={styles.top}>
          <WordField />
          <NativeSelect
            size="lg"
            aria-label={t('order.label')}
            value={order}
            data={orders.map((value) => ({ value, label: t(`order.${value}`) }))}
            onChange={({ currentTarget: { value } }) => change({ order: value === 'name' ? null : value })}
          />
        </div>
        <Failure error={found.error} />
        {first === undefined || count === undefined ? null : (
          <>
            <div className={styles.count}>
              <p role="status">
                {t(isUnsure ? 'foundUnsure' : 'found', {
                  models: t('foundModels', counted(count.models)),
                  variants: t('foundVariants', counted(count.variants)),
                })}
              </p>
              {isAnythingWished(wishes) ? (
                <Button variant="subtle" size="compact-md" onClick={() => change(withoutWishes)}>
                  {t('wishes.clear')}
                </Button>
              ) : null}
            </div>
            {first.isSpelledOtherwise ? <p className="ns-soft">{t('sounds', { words })}</p> : null}
            <UnsureLine cannotTell={first.cannotTell} isShown={isUnsure} />
            {models.length === 0 ? (
              <Nothing
                title={words.trim() === '' ? t('nothing.title') : t('nothing.words', { words: words.trim() })}
                text={t(words.trim() === '' ? 'nothing.text' : 'nothing.wordsText')}
              >
                <Button variant="default" onClick={() => change(withoutWishes)}>
                  {t('wishes.clear')}
                </Button>
              </Nothing>
            ) : (
              <ul className={styles.models}>
                {models.map((model) => (
                  <ModelCard key={model.key} model={model} asked={asked} />
                ))}
              </ul>
            )}
            {hasNextPage ? (
              <div ref={end} className={styles.more}>
                <Button variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
                  {t('more')}
                </Button>
              </div>
            ) : null}
          </>
        )}
        <CatalogueFacts overview={overview} />
      </div>
    </div>
  )
}
