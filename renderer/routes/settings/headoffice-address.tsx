import { Button, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { Failure, SavedFact } from '../../components/fact.tsx'
import { Panel } from '../../components/panel.tsx'
import typedStyles from '../../components/typed.module.css'
import { useLanguage, useNorthstar } from '../../northstar.tsx'
import styles from './settings.module.css'

/** Where this laptop's head office is; empty for none. For now it can only be on this very machine. */
export function HeadofficeAddress() {
  const { t } = useTranslation('settings')
  const { orpc, clock } = useNorthstar()
  const language = useLanguage()
  const queries = useQueryClient()
  const status = useQuery(orpc.sync.status.queryOptions({ input: { language } }))
  const [typed, setTyped] = useState<string | null>(null)
  const [savedAt, setSavedAt] = useState<number | null>(null)
  const inUse = status.data?.headofficeUrl ?? ''
  const address = typed ?? inUse
  const save = useMutation(
    orpc.settings.update.mutationOptions({
      onSuccess: async () => {
        await queries.invalidateQueries({ queryKey: orpc.sync.key() })
        setTyped(null)
        setSavedAt(clock())
      },
    }),
  )
  const keep = (headofficeUrl: string | null) => save.mutate({ headofficeUrl })
  return (
    <Panel title={t('headoffice.title')}>
      <p className="ns-soft">{t('headoffice.text')}</p>
      <form
        className={styles.add}
        onSubmit={(event) => {
          event.preventDefault()
          keep(address.trim() === '' ? null : address.trim())
        }}
      >
        <TextInput
          label={t('headoffice.address')}
          type="text"
          inputMode="url"
          className={typedStyles.figures}
          placeholder="http://127.0.0.1:4700"
          autoComplete="off"
          spellCheck={false}
          value={address}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <Failure error={save.error} />
        <div className={styles.ways}>
          <Button
            type="submit"
            variant="default"
            loading={save.isPending}
            disabled={address.trim() === inUse}
          >
            {t('headoffice.save')}
          </Button>
          {inUse === '' ? null : (
            <Button variant="subtle" disabled={save.isPending} onClick={() => keep(null)}>
              {t('headoffice.none')}
            </Button>
          )}
          {savedAt === null || typed !== null ? null : <SavedFact at={savedAt} />}
        </div>
      </form>
      <p className="ns-small">
        {status.data?.sentence}{' '}
        <Link to="/sync" className={styles.more}>
          {t('headoffice.more')}
        </Link>
      </p>
      <Failure error={status.error} />
    </Panel>
  )
}
