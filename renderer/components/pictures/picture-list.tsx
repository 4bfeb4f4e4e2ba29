import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Outputs, useNorthstar, type Visit } from '../../northstar.tsx'
import { Failure } from '../fact.tsx'
import { AddPicture } from './add-picture.tsx'
import styles from './picture-list.module.css'

type Picture = Outputs['pictures']['list']['pictures'][number]

const pollMs = 15_000

/** The pictures of a visit's opportunity, and a way to add one while the visit goes on. */
export function PictureList({ visit, canAdd }: { readonly visit: Visit; readonly canAdd: boolean }) {
  const { t } = useTranslation('discovery')
  const { orpc } = useNorthstar()
  const { data, error } = useQuery(
    orpc.pictures.list.queryOptions({ input: { visitId: visit.id }, refetchInterval: pollMs }),
  )
  if (!canAdd && data?.pictures.length === 0) return null
  return (
    <section className={styles.pictures} aria-label={t('pictures.title')}>
      <h2 className={styles.title}>{t('pictures.title')}</h2>
      <Failure error={error} />
      <ul className={styles.list}>
        {data?.pictures.map((picture) => (
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
      {canAdd ? <AddPicture visitId={visit.id} /> : null}
    </section>
  )
}

function Thumbnail({ picture: { id, caption } }: { readonly picture: Picture }) {
  const { t } = useTranslation('discovery')
  const { orpc } = useNorthstar()
  const { data, error } = useQuery(
    orpc.pictures.get.queryOptions({ input: { pictureId: id }, staleTime: Number.POSITIVE_INFINITY }),
  )
  const address = useAddress(data?.content)
  if (error !== null) return <Failure error={error} />
  return address === null ? null : (
    <img className={styles.image} src={address} alt={caption === '' ? t('pictures.one') : caption} />
  )
}

/** An address for bytes in memory, let go with the picture. */
function useAddress(content: Blob | undefined): string | null {
  const [address, setAddress] = useState<string | null>(null)
  useEffect(() => {
    if (content === undefined) return
    const made = URL.createObjectURL(content)
    setAddress(made)
    return () => URL.revokeObjectURL(made)
  }, [content])
  return address
}
