import { Button, FileButton, TextInput } from '@mantine/core'
import { IconPhotoPlus } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type DragEvent, type SubmitEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { BusyButton } from '../../components/busy-button.tsx'
import { Failure } from '../../components/fact.tsx'
import { shrinkPhoto } from '../../components/pictures/shrink-photo.ts'
import { useAddress } from '../../components/pictures/use-address.ts'
import { Tap, Taps } from '../../components/tap.tsx'
import typed from '../../components/typed.module.css'
import { useFirstFocus } from '../../components/use-first-focus.ts'
import { useIdsToMake } from '../../ids-to-make.ts'
import { type Outputs, useNorthstar } from '../../northstar.tsx'
import styles from './photos.module.css'

type Vehicle = Outputs['catalogue']['vehicle']

/** A photo from a file, chosen or dropped: one button until there is one, which is then looked at and given words. */
export function AddPhoto({ vehicle }: { readonly vehicle: Vehicle }) {
  const { t } = useTranslation('vehicles')
  const [file, setFile] = useState<File | null>(null)
  const [isOver, setIsOver] = useState(false)
  if (file !== null)
    return <KeepPhoto key={file.name} file={file} vehicle={vehicle} onDone={() => setFile(null)} />
  const onDrag = (event: DragEvent) => {
    event.preventDefault()
    setIsOver(event.type !== 'dragleave' && event.type !== 'drop')
    const [dropped] = event.type === 'drop' ? event.dataTransfer.files : []
    if (dropped !== undefined) setFile(dropped)
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is a second way; the button in it is the first
    <div
      className={styles.drop}
      data-over={isOver}
      onDragEnter={onDrag}
      onDragOver={onDrag}
      onDragLeave={onDrag}
      onDrop={onDrag}
    >
      <FileButton accept="image/*" onChange={setFile}>
        {(props) => (
          <Button
            {...props}
            variant="default"
            leftSection={<IconPhotoPlus aria-hidden size={20} stroke={1.6} />}
          >
            {t('photos.add')}
          </Button>
        )}
      </FileButton>
      <span className="ns-soft ns-small">{t('photos.drop')}</span>
    </div>
  )
}

type KeepPhotoProps = { readonly file: File; readonly vehicle: Vehicle; readonly onDone: () => void }

function KeepPhoto({ file, vehicle, onDone }: KeepPhotoProps) {
  const { t } = useTranslation('vehicles')
  const { t: general } = useTranslation()
  const { client, orpc } = useNorthstar()
  const queries = useQueryClient()
  const ids = useIdsToMake()
  const [caption, setCaption] = useState('')
  const [isOfModel, setIsOfModel] = useState(false)
  const field = useFirstFocus<HTMLInputElement>()
  const address = useAddress(file)
  const add = useMutation({
    mutationFn: async () => {
      const photo = { vehicle: isOfModel ? vehicle.modelKey : vehicle.id, caption }
      await client.vehiclePhotos.add({
        photoId: ids.idFor(photo),
        ...photo,
        content: await shrinkPhoto(file),
      })
      ids.granted()
    },
    onSuccess: onDone,
    onSettled: () => queries.invalidateQueries({ queryKey: orpc.catalogue.key() }),
  })
  return (
    <form
      className={styles.keep}
      onSubmit={(event: SubmitEvent<HTMLFormElement>) => {
        event.preventDefault()
        if (!add.isPending) add.mutate()
      }}
    >
      {address === null ? null : <img className={styles.preview} src={address} alt={t('photos.preview')} />}
      <TextInput
        ref={field}
        className={typed.words}
        label={t('photos.caption')}
        autoComplete="off"
        value={caption}
        maxLength={200}
        onChange={(event) => setCaption(event.currentTarget.value)}
      />
      <Taps label={t('photos.which')} min="9rem">
        <Tap chosen={!isOfModel} onTap={() => setIsOfModel(false)}>
          {t('photos.thisVariant')}
        </Tap>
        <Tap chosen={isOfModel} onTap={() => setIsOfModel(true)}>
          {t('photos.everyVariant', { model: `\u2068${vehicle.brand} ${vehicle.model}\u2069` })}
        </Tap>
      </Taps>
      <p className="ns-soft ns-small">{t('photos.note')}</p>
      <Failure error={add.error} />
      <div className={styles.ways}>
        <BusyButton type="submit" busy={add.isPending}>
          {t('photos.keep')}
        </BusyButton>
        <Button variant="default" onClick={onDone}>
          {general('cancel')}
        </Button>
      </div>
    </form>
  )
}
