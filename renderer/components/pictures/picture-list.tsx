import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { type Outputs, useNorthstar, type Visit } from '../../northstar.tsx'
import { Failure } from '../fact.tsx'
import { AddPicture } from './add-picture.tsx'
import styles from './picture-list.module.css'
import { useAddress } from './use-address.ts'

type Picture = Outputs['pictures']['list']['pictures'][number]

const pollMs = 15_000

/** The pictures of a visit's opportunity, and a way to add one while the visit goes on. */
export function PictureList({ visit, canAdd }: { readonly visit: Visit; readonly canAdd: boolean }) {
  const { t } = useTranslation('discovery')
  const { orpc } = useNorthstar()
  const { data, error } = useQuery(
    orpc.pictures.list.queryOptions({ input: { visitId: visit.id }, refetchInterval: pollMs }),
  )
  const pictures = data?.pictures ?? []
  if (!canAdd && pictures.length === 0 && error === null) return null
  return (
    <section className={styles.pictures} aria-label={t('pictures.title')}>
      <Failure error={error} />
      {pictures.length === 0 ? null : (
        <>
          <h2 className={styles.title}>{t('pictures.title')}</h2>
          <ul className={styles.list}>
            {pictures.map((picture) => (
              <li key={picture.id} className={styles.picture}>
                {picture.isHere ? (
                  <Thumbnail picture={picture} />
                ) : (
                  <p className={styles.away}>{t('pictures.away')}</p>
                )}
                <span className={styles.caption}>
                  <bdi>{picture.caption}</bdi>
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
      {canAdd ? <AddPicture visitId={visit.id} /> : null}
    </section>
  )
}

function Thumbnail({ picture: { id } }: { readonly picture: Picture }) {
  const { t } = useTranslation('discovery')
  const { orpc } = useNorthstar()
  const { data, error } = useQuery(
    orpc.pictures.get.queryOptions({ input: { pictureId: id }, staleTime: Number.POSITIVE_INFINITY }),
  )
  const address = useAddress(data?.content)
  if (error !== null) return <Failure error={error} />
  // What it shows stands beside it: said twice it would be read out twice.
  return address === null ? null : <img className={styles.image} src={address} alt={t('pictures.one')} />
}
