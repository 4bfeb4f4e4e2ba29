import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { BusyButton } from '../../components/busy-button.tsx'
import { Failure } from '../../components/fact.tsx'
import { useNorthstar } from '../../northstar.tsx'
import styles from './photos.module.css'

/** Takes a photo away from every laptop, after being asked again. */
export function RemovePhoto({ photoId }: { readonly photoId: string }) {
  const { t } = useTranslation('vehicles')
  const { orpc } = useNorthstar()
  const queries = useQueryClient()
  const [isAsked, setIsAsked] = useState(false)
  const remove = useMutation(
    orpc.vehiclePhotos.remove.mutationOptions({
      onSettled: () => queries.invalidateQueries({ queryKey: orpc.catalogue.key() }),
    }),
  )
  if (!isAsked)
    return (
      <Button variant="subtle" onClick={() => setIsAsked(true)}>
        {t('photos.remove')}
      </Button>
    )
  return (
    <div className={styles.ways}>
      <BusyButton variant="outline" busy={remove.isPending} onClick={() => remove.mutate({ photoId })}>
        {t('photos.removeSure')}
      </BusyButton>
      <Button variant="subtle" onClick={() => setIsAsked(false)}>
        {t('photos.removeNot')}
      </Button>
      <Failure error={remove.error} />
    </div>
  )
}
