import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { hourText } from '../../clock-text.ts'
import { BusyButton } from '../../components/busy-button.tsx'
import { Failure } from '../../components/fact.tsx'
import { Panel } from '../../components/panel.tsx'
import progressBar from '../../components/progress-bar.module.css'
import { Sentence } from '../../components/sentence.tsx'
import { useTimeZone } from '../../northstar.tsx'
import type { Standing } from './import-flow.tsx'
import styles from './imports.module.css'

type UnderWayProps = {
  readonly standing: Standing
  readonly cancelling: boolean
  readonly onCancel: () => void
}

/** What is being done with the file, how far it is and how long it will take, and that it can be cancelled. */
export function UnderWay({ standing, cancelling, onCancel }: UnderWayProps) {
  const { t } = useTranslation('imports')
  const timeZone = useTimeZone()
  const step = workOf(standing.step)
  const { done, of, secondsLeft } = standing
  const share = of === null || of === 0 ? null : { value: done, max: of }
  const said = t(`underWay.${step}`, { file: standing.fileName })
  return (
    <Panel title={<Sentence text={said} parts={{ file: <bdi>{standing.fileName}</bdi> }} />}>
      <progress
        className={progressBar.bar}
        aria-label={said.replace('{file}', standing.fileName)}
        {...share}
      />
      <p className={styles.howFar}>
        <HowFar standing={standing} />
        <span className="ns-figure">
          {secondsLeft === null
            ? null
            : secondsLeft < 90
              ? t('underWay.left', { count: secondsLeft })
              : t('underWay.leftMinutes', { count: Math.round(secondsLeft / 60) })}
        </span>
      </p>
      <p className="ns-soft">{t(`underWay.safe.${step}`)}</p>
      <div className={styles.ways}>
        <BusyButton variant="default" busy={cancelling} onClick={onCancel}>
          {t('underWay.cancel')}
        </BusyButton>
        <span className="ns-soft ns-small">
          {t('underWay.by', {
            name: standing.personName,
            time: hourText(standing.beganAt, timeZone, 'minute'),
          })}
        </span>
      </div>
    </Panel>
  )
}

/** Looking at a file is reading it, as far as a person is concerned. */
function workOf(step: Standing['step']): 'receiving' | 'planning' | 'writing' {
  return step === 'planning' || step === 'writing' ? step : 'receiving'
}

function HowFar({ standing: { step, done, of } }: { readonly standing: Standing }) {
  const { t } = useTranslation('imports')
  const megabytes = (bytes: number) => (bytes / 1e6).toFixed(1)
  const figure = (count: number) => count.toLocaleString('en')
  return (
    <span role="status" className="ns-figure">
      {step === 'receiving'
        ? t('underWay.bytes', { done: megabytes(done), of: megabytes(of ?? done) })
        : step === 'writing'
          ? t('underWay.cars', { done: figure(done), of: figure(of ?? done) })
          : of === null
            ? t('underWay.rowsOnly', { done: figure(done) })
            : t('underWay.rows', { done: figure(done), of: figure(of) })}
    </span>
  )
}

/** An import that ended before it was done. */
export function Over(props: {
  readonly standing: Standing
  readonly error: Error | null
  readonly onDismiss: () => void
}) {
  const { t } = useTranslation('imports')
  return (
    <Panel title={<bdi>{props.standing.fileName}</bdi>}>
      <p>{t('underWay.over')}</p>
      <Failure error={props.error} />
      <p className="ns-soft">{t('underWay.overText')}</p>
      <div className={styles.ways}>
        <Button onClick={props.onDismiss}>{t('underWay.dismiss')}</Button>
      </div>
    </Panel>
  )
}
