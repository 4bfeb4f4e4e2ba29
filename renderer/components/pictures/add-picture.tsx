import { Button, FileButton, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNorthstar } from '../../northstar.tsx'
import { Failure } from '../fact.tsx'
import styles from './picture-list.module.css'
import { shrinkPhoto } from './shrink-photo.ts'

/** A photo from the camera or a file, with a few words to it. */
export function AddPicture({ visitId }: { readonly visitId: string }) {
  const { t } = useTranslation('discovery')
  const { client, orpc, newId } = useNorthstar()
  const queries = useQueryClient()
  const [caption, setCaption] = useState('')
  const add = useMutation({
    mutationFn: async (file: File) =>
      client.pictures.add({ pictureId: newId(), visitId, caption, content: await shrinkPhoto(file) }),
    onSuccess: () => setCaption(''),
    onSettled: () => queries.invalidateQueries({ queryKey: orpc.pictures.key() }),
  })
  return (
    <div className={styles.add}>
      <TextInput
        label={t('pictures.caption')}
        value={caption}
        maxLength={200}
        onChange={(event) => setCaption(event.currentTarget.value)}
      />
      <FileButton
        accept="image/*"
        capture="environment"
        onChange={(file) => (file === null ? undefined : add.mutate(file))}
      >
        {(props) => (
          <Button {...props} variant="default" loading={add.isPending}>
            {t('pictures.add')}
          </Button>
        )}
      </FileButton>
      <Failure error={add.error} />
    </div>
  )
}
