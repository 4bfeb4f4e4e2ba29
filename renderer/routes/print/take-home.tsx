import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useParams, useSearchParams } from 'react-router'
import type { Language } from '../../../core/market/language.ts'
import { Failure } from '../../components/fact.tsx'
import { useAppState, useNorthstar } from '../../northstar.tsx'
import styles from './take-home.module.css'
import { TakeHomeBar } from './take-home-bar.tsx'
import { TakeHomeSheet } from './take-home-sheet.tsx'

/** The page that the customer takes home, on one sheet of the market's paper, in the languages that the address asks for. */
export function PrintTakeHome() {
  const { t } = useTranslation('take-home')
  const { orpc } = useNorthstar()
  const { language, market } = useAppState()
  const { opportunityId = '' } = useParams()
  const [params, setParams] = useSearchParams()
  const languages = languagesIn(params.get('languages'), market.languages, language)
  const { data, error } = useQuery(
    orpc.takeHome.page.queryOptions({ input: { opportunityId, languages }, refetchOnWindowFocus: false }),
  )
  const isEmpty = data?.pages.every(({ vehicles }) => vehicles.length === 0) === true
  return (
    <main className={styles.desk}>
      <TakeHomeBar
        opportunityId={opportunityId}
        visitId={params.get('visit')}
        languages={languages}
        pages={isEmpty ? null : (data?.pages ?? null)}
        onLanguages={(chosen) =>
          setParams((before) => {
            before.set('languages', chosen.join(','))
            return before
          })
        }
      />
      <Failure error={error} />
      {data === undefined && error === null ? <p className={styles.hint}>{t('opening')}</p> : null}
      {isEmpty ? <p className={styles.hint}>{t('nothing')}</p> : null}
      {data === undefined || isEmpty ? null : (
        // Anew for other words: how they are set follows from them alone.
        <TakeHomeSheet key={JSON.stringify(data.pages)} pages={data.pages} />
      )}
    </main>
  )
}

/** Each language once, of those that the market speaks; the screen's own where the address names none. */
function languagesIn(asked: string | null, spoken: readonly Language[], own: Language): Language[] {
  const wanted = new Set(asked?.split(','))
  const found = spoken.filter((language) => wanted.has(language))
  return found.length > 0 ? found : [own]
}
