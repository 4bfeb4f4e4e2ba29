import { Button, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { BusyButton } from '../../components/busy-button.tsx'
import { Failure, SavedFact } from '../../components/fact.tsx'
import typedStyles from '../../components/typed.module.css'
import { useNorthstar } from '../../northstar.tsx'
import styles from './settings.module.css'

/** Where head office is to be found, for the day that it moves. The laptop stays enrolled. */
export function HeadofficeAddress({ inUse }: { readonly inUse: string }) {
  const { t } = useTranslation('enrolment')
  const { orpc, clock } = useNorthstar()
  const queries = useQueryClient()
  const [typed, setTyped] = useState<string | null>(null)
  const [savedAt, setSavedAt] = useState<number | null>(null)
  const address = typed ?? inUse
  const save = useMutation(
    orpc.settings.update.mutationOptions({
      onSuccess: async () => {
        await queries.invalidateQueries({ queryKey: orpc.enrolment.key() })
        await queries.invalidateQueries({ queryKey: orpc.sync.key() })
        setTyped(null)
        setSavedAt(clock())
      },
    }),
  )
  const keep = (headofficeUrl: string | null) => save.mutate({ headofficeUrl })
  return (
    <section className={styles.part}>
      <h3>{t('moved.title')}</h3>
      <p className="ns-soft">{t('moved.text')}</p>
      <form
        className={styles.add}
        onSubmit={(event) => {
          event.preventDefault()
          if (address.trim() !== '') keep(address.trim())
        }}
      >
        <TextInput
          aria-label={t('address')}
          type="text"
          inputMode="url"
          className={typedStyles.figures}
          placeholder={t('addressExample')}
          autoComplete="off"
          spellCheck={false}
          maxLength={300}
          dir="ltr"
          value={address}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <Failure error={save.error} />
        <div className={styles.ways}>
          <BusyButton
            type="submit"
            variant="default"
            busy={save.isPending}
            disabled={address.trim() === inUse || address.trim() === ''}
          >
            {t('moved.save')}
          </BusyButton>
          {inUse === '' ? null : (
            <Button variant="subtle" disabled={save.isPending} onClick={() => keep(null)}>
              {t('moved.none')}
            </Button>
          )}
          {savedAt === null || typed !== null ? null : <SavedFact at={savedAt} />}
        </div>
      </form>
    </section>
  )
}
