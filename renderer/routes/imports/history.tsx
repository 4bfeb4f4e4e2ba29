import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Failure } from '../../components/fact.tsx'
import { Panel } from '../../components/panel.tsx'
import { type Outputs, useNorthstar } from '../../northstar.tsx'
import { counted } from './counted.ts'
import styles from './imports.module.css'
import { UndoImport } from './undo-import.tsx'
import { useWhen } from './use-when.ts'

export type ImportRecord = Outputs['imports']['history']['imports'][number]

/** What was imported on this laptop, and the way to take each back. */
export function History() {
  const { t } = useTranslation('imports')
  const { orpc } = useNorthstar()
  const history = useQuery(orpc.imports.history.queryOptions())
  const [undoing, setUndoing] = useState<ImportRecord | null>(null)
  return (
    <Panel title={t('history.title')}>
      <Failure error={history.error} />
      {history.data?.imports.length === 0 ? <p className="ns-soft">{t('history.empty')}</p> : null}
      <ul className={styles.history}>
        {history.data?.imports.map((record) => (
          <HistoryRow key={record.id} record={record} onUndo={() => setUndoing(record)} />
        ))}
      </ul>
      {undoing === null ? null : <UndoImport record={undoing} onLeave={() => setUndoing(null)} />}
    </Panel>
  )
}

function HistoryRow({ record, onUndo }: { readonly record: ImportRecord; readonly onUndo: () => void }) {
  const { t } = useTranslation('imports')
  const when = useWhen()
  const { target, fileName, personName, at, counts, cutShort, undoneAt } = record
  return (
    <li className={styles.record}>
      <div className={styles.recordWhat}>
        <bdi className={styles.recordName}>{fileName}</bdi>
        <span>
          {t(`history.${target}`, counted(counts.written))}
          {counts.refused === 0 ? null : ` · ${t('history.refused', counted(counts.refused))}`}
        </span>
        <span className="ns-soft ns-small">{t('history.by', { name: personName, when: when(at) })}</span>
        {cutShort && undoneAt === null ? (
          <span className={styles.warn}>
            {t('history.cutShort', { written: counts.written, of: counts.added + counts.changed })}
          </span>
        ) : null}
      </div>
      {undoneAt === null ? (
        <Button variant="default" aria-label={t('history.undoOf', { file: fileName })} onClick={onUndo}>
          {t('history.undo')}
        </Button>
      ) : (
        <span className="ns-soft">{t('history.undone', { when: when(undoneAt) })}</span>
      )}
    </li>
  )
}
