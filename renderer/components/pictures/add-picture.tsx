import { Button, FileButton, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type SubmitEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNorthstar } from '../../northstar.tsx'
import { BusyButton } from '../busy-button.tsx'
import { Failure } from '../fact.tsx'
import typed from '../typed.module.css'
import { useFirstFocus } from '../use-first-focus.ts'
import styles from './picture-list.module.css'
import { shrinkPhoto } from './shrink-photo.ts'
import { useAddress } from './use-address.ts'

/** A photo from the camera or a file: one button until there is one, which is then looked at and given a few words. */
export function AddPicture({ visitId }: { readonly visitId: string }) {
  const { t } = useTranslation('discovery')
  const [photo, setPhoto] = useState<File | null>(null)
  if (photo !== null) return <KeepPhoto photo={photo} visitId={visitId} onDone={() => setPhoto(null)} />
  return (
    <div>
      <FileButton accept="image/*" capture="environment" onChange={setPhoto}>
        {(props) => (
          <Button {...props} variant="default">
            {t('pictures.add')}
          </Button>
        )}
      </FileButton>
    </div>
  )
}

type KeepPhotoProps = { readonly photo: File; readonly visitId: string; readonly onDone: () => void }

function KeepPhoto({ photo, visitId, onDone }: KeepPhotoProps) {
  const { t } = useTranslation('discovery')
  const { t: general } = useTranslation()
  const { client, orpc, newId } = useNorthstar()
  const queries = useQueryClient()
  const [caption, setCaption] = useState('')
  const field = useFirstFocus<HTMLInputElement>()
  const address = useAddress(photo)
  const add = useMutation({
    mutationFn: async () =>
      client.pictures.add({ pictureId: newId(), visitId, caption, content: await shrinkPhoto(photo) }),
    onSuccess: onDone,
    onSettled: () => queries.invalidateQueries({ queryKey: orpc.pictures.key() }),
  })
  return (
    <form
      className={styles.add}
      onSubmit={(event: SubmitEvent<HTMLFormElement>) => {
        event.preventDefault()
        if (!add.isPending) add.mutate()
      }}
    >
      {address === null ? null : <img className={styles.image} src={address} alt={t('pictures.one')} />}
      <TextInput
        ref={field}
        className={typed.words}
        label={t('pictures.caption')}
        autoComplete="off"
        value={caption}
        maxLength={200}
        onChange={(event) => setCaption(event.currentTarget.value)}
      />
      <div className={styles.ways}>
        <BusyButton type="submit" busy={add.isPending}>
          {t('pictures.keep')}
        </BusyButton>
        <Button variant="default" onClick={onDone}>
          {general('cancel')}
        </Button>
      </div>
      <Failure error={add.error} />
    </form>
  )
}
