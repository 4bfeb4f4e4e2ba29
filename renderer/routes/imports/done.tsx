import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { Panel } from '../../components/panel.tsx'
import { counted } from './counted.ts'
import type { Standing } from './import-flow.tsx'
import styles from './imports.module.css'

/** What came of an import, and what can be done next. */
export function Done({ standing, onAgain }: { readonly standing: Standing; readonly onAgain: () => void }) {
  const { t } = useTranslation('imports')
  const { outcome, plan } = standing
  const written = outcome?.written ?? 0
  const passedOver = outcome?.passedOver ?? 0
  const refused = plan?.counts.refused ?? 0
  const planned = (plan?.counts.added ?? 0) + (plan?.counts.changed ?? 0)
  const isCut = written + passedOver < planned
  return (
    <Panel
      title={isCut ? t('done.cut') : t(`done.${outcome?.target ?? 'vehicles'}`)}
      aside={<bdi>{standing.fileName}</bdi>}
    >
      <p role="status" className={styles.sentence}>
        {t('done.text', counted(written))}
      </p>
      {isCut ? <p>{t('done.rest')}</p> : null}
      {passedOver === 0 ? null : <p>{t('done.passedOver', counted(passedOver))}</p>}
      {refused === 0 ? null : <p className="ns-soft">{t('done.refused', counted(refused))}</p>}
      <div className={styles.ways}>
        <Button component={Link} to={outcome?.target === 'stock' ? '/stock' : '/vehicles'}>
          {t(outcome?.target === 'stock' ? 'done.toStock' : 'done.toVehicles')}
        </Button>
        <Button variant="default" onClick={onAgain}>
          {t('done.again')}
        </Button>
      </div>
    </Panel>
  )
}
