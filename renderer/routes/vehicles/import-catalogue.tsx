import { Button, FileButton } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { BackLink } from '../../components/back-link.tsx'
import { BusyButton } from '../../components/busy-button.tsx'
import { Failure } from '../../components/fact.tsx'
import { ForManager } from '../../components/for-manager.tsx'
import { Panel } from '../../components/panel.tsx'
import { Screen, ScreenTitle } from '../../components/screen.tsx'
import { useNorthstar } from '../../northstar.tsx'
import styles from './import-catalogue.module.css'
import { ImportReport } from './import-report.tsx'

const example = `brand,model,variant,attribute,value,unit,source,as_of
Honda,City,1.2L CVT,price,4689000,PKR,dealer-price-list,2026-07-01
Honda,City,,seats,5,persons,dealer-price-list,2026`

/** What was read from a chosen file: held in memory, so that exactly what was looked at is what is imported. */
type Chosen = { readonly fileName: string; readonly content: Blob }

/** Takes figures from a CSV file: first a report of what is in it and what would be refused, then the import. */
export function ImportCatalogue() {
  const { t } = useTranslation('vehicles')
  return (
    <Screen width="text">
      <ScreenTitle>
        <BackLink to="/vehicles">{t('title')}</BackLink>
        <h1>{t('import.title')}</h1>
      </ScreenTitle>
      <ForManager>
        <Import />
      </ForManager>
    </Screen>
  )
}

function Import() {
  const { t } = useTranslation('vehicles')
  const { orpc, client } = useNorthstar()
  const queries = useQueryClient()
  const [fileName, setFileName] = useState<string | null>(null)

  const bring = useMutation({
    mutationFn: (chosen: Chosen) => client.catalogue.importCsv({ ...chosen, dryRun: false }),
    onSuccess: () => queries.invalidateQueries({ queryKey: orpc.key() }),
  })
  const look = useMutation({
    mutationFn: async (file: File) => {
      const chosen: Chosen = { fileName: file.name, content: new Blob([await file.arrayBuffer()]) }
      return { chosen, report: await client.catalogue.importCsv({ ...chosen, dryRun: true }) }
    },
    onMutate: () => bring.reset(),
  })
  const choose = (file: File | null) => {
    if (file === null) return
    setFileName(file.name)
    look.mutate(file)
  }
  return (
    <div className={styles.page}>
      <Panel title={t('import.choose')}>
        <p>{t('import.text')}</p>
        <div className={styles.ways}>
          <FileButton accept=".csv,text/csv" onChange={choose}>
            {(props) => (
              <BusyButton {...props} busy={look.isPending} variant={look.data ? 'default' : 'filled'}>
                {t(fileName === null ? 'import.chooseFile' : 'import.chooseOther')}
              </BusyButton>
            )}
          </FileButton>
          {fileName === null ? null : <bdi className={styles.file}>{fileName}</bdi>}
        </div>
        <Failure error={look.error} />
        <details className={styles.form}>
          <summary>{t('import.form')}</summary>
          <p className="ns-soft">{t('import.formText')}</p>
          <pre dir="ltr">{example}</pre>
        </details>
      </Panel>
      {look.data === undefined ? null : (
        <ImportReport report={look.data.report} imported={bring.data ?? null}>
          {bring.data === undefined && look.data.report.figures > 0 ? (
            <BusyButton busy={bring.isPending} onClick={() => bring.mutate(look.data.chosen)}>
              {t('import.doIt', { count: look.data.report.figures })}
            </BusyButton>
          ) : null}
          <Failure error={bring.error} />
          {bring.data === undefined ? null : (
            <Button component={Link} to="/vehicles">
              {t('import.toVehicles')}
            </Button>
          )}
        </ImportReport>
      )}
    </div>
  )
}
