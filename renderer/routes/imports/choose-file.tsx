import { FileButton } from '@mantine/core'
import { IconFileSpreadsheet } from '@tabler/icons-react'
import { type DragEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { BusyButton } from '../../components/busy-button.tsx'
import { Failure } from '../../components/fact.tsx'
import styles from './imports.module.css'

type ChooseFileProps = {
  readonly busy: boolean
  readonly error: Error | null
  readonly onFile: (file: File) => void
}

/** Where an import begins: a file is chosen, or dropped. */
export function ChooseFile({ busy, error, onFile }: ChooseFileProps) {
  const { t } = useTranslation('imports')
  const [isOver, setIsOver] = useState(false)
  const over = (event: DragEvent) => {
    event.preventDefault()
    setIsOver(true)
  }
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setIsOver(false)
    const [file] = event.dataTransfer.files
    if (file !== undefined && !busy) onFile(file)
  }
  return (
    <section
      className={styles.choose}
      aria-labelledby="choose-file"
      data-over={isOver}
      onDragEnter={over}
      onDragOver={over}
      onDragLeave={() => setIsOver(false)}
      onDrop={drop}
    >
      <IconFileSpreadsheet aria-hidden size={44} stroke={1.2} className={styles.chooseIcon} />
      <h2 id="choose-file">{t('choose.title')}</h2>
      <p className={styles.chooseText}>{t('choose.text')}</p>
      <div className={styles.ways}>
        <FileButton
          // What a file is, is told by its content: a list that was named wrongly can be chosen too.
          accept=".csv,.tsv,.txt,.xlsx,.xlsm,text/csv,text/plain,text/tab-separated-values,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
          onChange={(file) => {
            if (file !== null) onFile(file)
          }}
        >
          {(props) => (
            <BusyButton {...props} size="lg" busy={busy}>
              {t('choose.way')}
            </BusyButton>
          )}
        </FileButton>
        <span className="ns-soft">{t('choose.drop')}</span>
      </div>
      <Failure error={error} />
      <p className="ns-soft ns-small">{t('choose.most')}</p>
    </section>
  )
}
