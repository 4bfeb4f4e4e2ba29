import { useTranslation } from 'react-i18next'
import { momentText } from '../../clock-text.ts'
import { Facts, Panel } from '../../components/panel.tsx'
import { useDateLocale, useTimeZone } from '../../northstar.tsx'
import { MeteredChoice } from './metered-choice.tsx'
import type { Status } from './status.ts'

/** Where this laptop and head office stand to each other, each figure with what it means. */
export function Standing({ status }: { readonly status: Status }) {
  const { t } = useTranslation('sync')
  const locale = useDateLocale()
  const timeZone = useTimeZone()
  const moment = (at: number | null) =>
    at === null ? t('never') : <bdi>{momentText(at, timeZone, locale)}</bdi>
  const { checked, nextTryInMs, waitingPictures } = status
  const isDisowned =
    status.everythingUpTo === null && (status.state === 'stopped' || status.state === 'refused')
  return (
    <Panel title={t('standing.title')}>
      <Facts
        facts={[
          { name: t('standing.address'), text: <bdi dir="ltr">{status.headofficeUrl}</bdi> },
          {
            name: t(waitingPictures > 0 ? 'standing.recordsUpTo' : 'standing.upTo'),
            text: isDisowned ? t('standing.notKnown') : moment(status.everythingUpTo),
          },
          ...(waitingPictures === 0
            ? []
            : [
                {
                  name: t('standing.pictures'),
                  text: (
                    <>
                      <bdi>{waitingPictures.toLocaleString('en')}</bdi>.{' '}
                      {t(status.metered.inForce ? 'standing.picturesMetered' : 'standing.picturesAfter')}
                    </>
                  ),
                },
              ]),
          { name: t('standing.lastReceipt'), text: moment(status.lastReceiptAt) },
          {
            name: t('standing.nextTry'),
            text: nextTryInMs === null ? t('standing.notSet') : nextTryText(nextTryInMs, t),
          },
          {
            name: t('standing.checked'),
            text:
              checked === null ? (
                t('never')
              ) : (
                <>
                  {moment(checked.at)}. {t(`standing.outcome.${checked.outcome}`, { count: checked.rows })}
                </>
              ),
          },
        ]}
      />
      {status.onlyHere === null ? null : <p role="status">{status.onlyHere}</p>}
      {status.trial ? <p className="ns-soft">{t('standing.trial')}</p> : null}
      <MeteredChoice metered={status.metered} />
    </Panel>
  )
}

function nextTryText(ms: number, t: ReturnType<typeof useTranslation<'sync'>>['t']): string {
  const seconds = Math.round(ms / 1000)
  return seconds < 90
    ? t('standing.inSeconds', { count: seconds })
    : t('standing.inMinutes', { count: Math.round(seconds / 60) })
}
