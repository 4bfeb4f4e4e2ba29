import { Button, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type SubmitEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { BusyButton } from '../../components/busy-button.tsx'
import { Failure, SavedFact } from '../../components/fact.tsx'
import { Facts, Panel } from '../../components/panel.tsx'
import typed from '../../components/typed.module.css'
import { useFirstFocus } from '../../components/use-first-focus.ts'
import { type AppState, useAppState, useLanguage, useNorthstar } from '../../northstar.tsx'
import { useIsManager } from '../../signed-in.ts'
import { isStoreCode, storeCodeFrom } from '../set-up/store-code.ts'
import styles from './settings.module.css'

type KnownStore = NonNullable<AppState['store']>

/** What the store is; a manager changes its name and code, where head office does not say them. */
export function Store() {
  const { t } = useTranslation('settings')
  const { store } = useAppState()
  const [isChanging, setChanging] = useState(false)
  const [savedAt, setSavedAt] = useState<number | null>(null)
  const isOwn = useIsOwn()
  if (store === null) return null
  return (
    <Panel title={t('store.title')}>
      {isChanging && isOwn ? (
        <NamesForm
          store={store}
          onSaved={(at) => {
            setSavedAt(at)
            setChanging(false)
          }}
          onLeave={() => setChanging(false)}
        />
      ) : (
        <StoreFacts store={store} />
      )}
      {isOwn && !isChanging ? (
        <div className={styles.ways}>
          <Button variant="default" onClick={() => setChanging(true)}>
            {t('store.change')}
          </Button>
          {savedAt === null ? null : <SavedFact at={savedAt} />}
        </div>
      ) : null}
      <p className="ns-soft ns-small">{t(isOwn ? 'store.fixedOwn' : 'store.fixed')}</p>
    </Panel>
  )
}

/** Whether a manager is here and no head office says what the store is called. */
function useIsOwn(): boolean {
  const { orpc } = useNorthstar()
  const isManager = useIsManager()
  const { data } = useQuery(orpc.enrolment.state.queryOptions({ enabled: isManager }))
  return isManager && data?.state === 'not-enrolled'
}

function StoreFacts({ store }: { readonly store: KnownStore }) {
  const { t } = useTranslation('settings')
  const language = useLanguage()
  const { market } = useAppState()
  return (
    <Facts
      facts={[
        { name: t('store.name'), text: <bdi>{store.name}</bdi> },
        { name: t('store.code'), text: <bdi>{store.code}</bdi> },
        { name: t('store.market'), text: market.name[language] },
        { name: t('store.timeZone'), text: <bdi>{store.timeZone}</bdi> },
      ]}
    />
  )
}

type NamesFormProps = {
  readonly store: KnownStore
  /** @param at UTC milliseconds */
  readonly onSaved: (at: number) => void
  readonly onLeave: () => void
}

function NamesForm({ store, onSaved, onLeave }: NamesFormProps) {
  const { t } = useTranslation('settings')
  const { t: setUp } = useTranslation('set-up')
  const { orpc, clock } = useNorthstar()
  const queries = useQueryClient()
  const [names, setNames] = useState({ storeName: store.name, storeCode: store.code })
  const [asked, setAsked] = useState(false)
  const field = useFirstFocus<HTMLInputElement>()
  const rename = useMutation(
    orpc.settings.renameStore.mutationOptions({
      onSuccess: async () => {
        await queries.invalidateQueries({ queryKey: orpc.app.key() })
        onSaved(clock())
      },
    }),
  )
  const hasName = names.storeName.trim() !== ''
  const hasCode = isStoreCode(names.storeCode)

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault()
    setAsked(true)
    if (hasName && hasCode && !rename.isPending) rename.mutate(names)
  }
  return (
    <form noValidate className={styles.add} onSubmit={submit}>
      <TextInput
        ref={field}
        label={setUp('store.name')}
        className={typed.words}
        maxLength={120}
        value={names.storeName}
        error={asked && !hasName ? t('store.needName') : null}
        onChange={(event) => setNames({ ...names, storeName: event.currentTarget.value })}
      />
      <TextInput
        label={setUp('store.code')}
        description={setUp('store.codeHint')}
        maxLength={12}
        autoCapitalize="characters"
        spellCheck={false}
        value={names.storeCode}
        error={asked && !hasCode ? setUp('need.storeCode') : null}
        onChange={(event) => setNames({ ...names, storeCode: storeCodeFrom(event.currentTarget.value) })}
      />
      <Failure error={rename.error} />
      <div className={styles.ways}>
        <BusyButton type="submit" busy={rename.isPending}>
          {t('store.save')}
        </BusyButton>
        <Button variant="default" onClick={onLeave}>
          {t('store.leave')}
        </Button>
      </div>
    </form>
  )
}
