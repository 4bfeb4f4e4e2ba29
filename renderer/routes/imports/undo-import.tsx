import { Button, Modal } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { BusyButton } from '../../components/busy-button.tsx'
import { Failure } from '../../components/fact.tsx'
import { Sentence } from '../../components/sentence.tsx'
import { useReturnFocus } from '../../components/use-return-focus.ts'
import { useLanguage, useNorthstar } from '../../northstar.tsx'
import { counted } from './counted.ts'
import type { ImportRecord } from './history.tsx'
import styles from './imports.module.css'

/** Says what would go back and what would stay, and takes the import back when that is wanted. */
export function UndoImport({
  record: { id: importId, target, fileName },
  onLeave,
}: {
  readonly record: ImportRecord
  readonly onLeave: () => void
}) {
  const { t } = useTranslation('imports')
  const { orpc, client } = useNorthstar()
  const language = useLanguage()
  const queries = useQueryClient()
  useReturnFocus()
  const { data: would, error } = useQuery(
    orpc.imports.undo.queryOptions({
      input: { importId, language, dryRun: true },
      gcTime: 0,
      refetchOnWindowFocus: false,
    }),
  )
  const undo = useMutation({
    mutationFn: async () => {
      await client.imports.undo({ importId, language, dryRun: false })
      // What stands on the screen of it as done is so no more.
      await client.imports.cancel({ importId })
    },
    onSuccess: () => {
      onLeave()
      return queries.invalidateQueries({ queryKey: orpc.key() })
    },
  })
  const more = would === undefined ? 0 : would.staysCount - would.stays.length
  return (
    <Modal
      opened
      size="lg"
      onClose={onLeave}
      title={
        <span className={styles.question}>
          <Sentence text={t('undo.title')} parts={{ file: <bdi>{fileName}</bdi> }} />
        </span>
      }
      closeButtonProps={{ 'aria-label': t('undo.leave') }}
    >
      <div className={styles.asking}>
        {would === undefined ? (
          error === null ? (
            <p role="status">{t('undo.working')}</p>
          ) : null
        ) : (
          <>
            <p role="status">
              {would.goesBack === 0 ? t('undo.nothing') : t(`undo.${target}`, counted(would.goesBack))}
            </p>
            {would.staysCount === 0 ? null : (
              <div className={styles.stays}>
                <p>{t('undo.stays', counted(would.staysCount))}</p>
                <ul>
                  {would.stays.map(({ name, label, now, why }) => (
                    <li key={`${name} ${label}`}>
                      <bdi>{name}</bdi>, {label}: <bdi>{now}</bdi> <span className="ns-soft">({why})</span>
                    </li>
                  ))}
                </ul>
                {more === 0 ? null : <p className="ns-soft">{t('undo.more', counted(more))}</p>}
              </div>
            )}
          </>
        )}
        <Failure error={error ?? undo.error} />
        <div className={styles.ways}>
          {would === undefined || would.goesBack === 0 ? null : (
            <BusyButton busy={undo.isPending} onClick={() => undo.mutate()}>
              {t('undo.way')}
            </BusyButton>
          )}
          <Button data-autofocus variant="default" onClick={onLeave}>
            {t('undo.leave')}
          </Button>
        </div>
      </div>
    </Modal>
  )
}
