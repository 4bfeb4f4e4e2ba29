import { FileButton } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { BusyButton } from '../../components/busy-button.tsx'
import { Failure } from '../../components/fact.tsx'
import { ForManager } from '../../components/for-manager.tsx'
import { Panel } from '../../components/panel.tsx'
import { useLanguage, useNorthstar } from '../../northstar.tsx'
import { handToBrowser } from '../reports/hand-to-browser.ts'
import styles from './sync.module.css'

/** What waits, to head office on a stick, and its answer back; nothing counts as sent in between. */
export function CarryByHand() {
  const { t } = useTranslation('sync')
  return (
    <Panel title={t('carry.title')}>
      <p className="ns-soft">{t('carry.text')}</p>
      <ForManager>
        <Ways />
      </ForManager>
    </Panel>
  )
}

function Ways() {
  const { t } = useTranslation('sync')
  const { client } = useNorthstar()
  const language = useLanguage()
  const queries = useQueryClient()
  const write = useMutation({ mutationFn: () => client.carry.write(), onSuccess: handToBrowser })
  const read = useMutation({
    mutationFn: async (file: File) =>
      client.carry.read({ content: new Blob([await file.arrayBuffer()]), language }),
    // What other laptops recorded may have come with it.
    onSettled: () => queries.invalidateQueries(),
  })
  return (
    <>
      <div className={styles.ways}>
        <BusyButton busy={write.isPending} onClick={() => write.mutate()}>
          {t('carry.write')}
        </BusyButton>
        <FileButton accept=".carry" onChange={(file) => (file === null ? undefined : read.mutate(file))}>
          {(props) => (
            <BusyButton {...props} variant="default" busy={read.isPending}>
              {t('carry.read')}
            </BusyButton>
          )}
        </FileButton>
      </div>
      <div role="status">
        {write.data === undefined ? null : (
          <>
            <p>{t('carry.written', { count: write.data.changeSets })}</p>
            <p className="ns-soft">
              {t('carry.named')} <bdi dir="ltr">{write.data.fileName}</bdi>
            </p>
          </>
        )}
        {read.data === undefined ? null : <p>{read.data.sentence}</p>}
      </div>
      <Failure error={write.error} />
      <Failure error={read.error} />
    </>
  )
}
