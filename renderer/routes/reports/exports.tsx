import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { BusyButton } from '../../components/busy-button.tsx'
import { Failure } from '../../components/fact.tsx'
import { Panel } from '../../components/panel.tsx'
import { type Outputs, useAppState, useNorthstar } from '../../northstar.tsx'
import { useIsManager } from '../../signed-in.ts'
import { CopyAsText } from './copy-as-text.tsx'
import { handToBrowser } from './hand-to-browser.ts'
import styles from './reports.module.css'

/** The summary as text for a message; for a manager also as files and as a printed page. */
export function Exports({ summary }: { readonly summary: Outputs['reports']['daily'] }) {
  const { t } = useTranslation('reports')
  const isManager = useIsManager()
  return (
    <Panel title={t('exports.title')}>
      {isManager ? (
        <Files summary={summary} />
      ) : (
        <>
          <p className="ns-soft ns-small">{t('exports.forManager')}</p>
          <div className={styles.exports}>
            <CopyAsText summary={summary} />
          </div>
        </>
      )}
    </Panel>
  )
}

function Files({ summary }: { readonly summary: Outputs['reports']['daily'] }) {
  const { t } = useTranslation('reports')
  const { orpc } = useNorthstar()
  const { language, market } = useAppState()
  const { businessDay } = summary
  const write = useMutation(orpc.reports.export.mutationOptions({ onSuccess: handToBrowser }))
  const print = useMutation(
    orpc.reports.print.mutationOptions({
      onSuccess: (printed) => {
        if (printed.type === 'pdf') handToBrowser(printed.file)
      },
    }),
  )
  const handed = [
    write.data?.fileName,
    print.data?.type === 'pdf' ? print.data.file.fileName : undefined,
  ].filter((fileName) => fileName !== undefined)
  return (
    <>
      <div className={styles.exports}>
        {(['xlsx', 'csv'] as const).map((format) => (
          <BusyButton
            key={format}
            variant="default"
            px="xs"
            busy={write.isPending && write.variables.format === format}
            disabled={write.isPending && write.variables.format !== format}
            onClick={() => write.mutate({ businessDay, language, format })}
          >
            {t(`exports.${format}`)}
          </BusyButton>
        ))}
        <BusyButton
          variant="default"
          px="xs"
          busy={print.isPending}
          onClick={() => print.mutate({ businessDay, language })}
        >
          {t('exports.pdf', { paper: market.paper })}
        </BusyButton>
        <CopyAsText summary={summary} />
      </div>
      <div role="status" className={styles.said}>
        {handed.map((fileName) => (
          <p key={fileName} className="ns-soft ns-small">
            {t('exports.handed')} <bdi>{fileName}</bdi>
          </p>
        ))}
        {print.data?.type === 'print-page' ? (
          <div className={styles.printPage}>
            <p>{print.data.sentence}</p>
            <Button component={Link} to={print.data.path}>
              {t('exports.openPage')}
            </Button>
          </div>
        ) : null}
      </div>
      <Failure error={write.error} />
      <Failure error={print.error} />
    </>
  )
}
