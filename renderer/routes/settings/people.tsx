import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Failure } from '../../components/fact.tsx'
import { Panel } from '../../components/panel.tsx'
import { useNorthstar } from '../../northstar.tsx'
import { useSignedIn } from '../../signed-in.ts'
import { AddPerson } from './add-person.tsx'
import { PersonRow } from './person-row.tsx'
import styles from './settings.module.css'

/** Who can sign in on this laptop, and the manager's help with their PINs. */
export function People() {
  const { t } = useTranslation('settings')
  const { orpc } = useNorthstar()
  const manager = useSignedIn()
  const { data: session, error } = useQuery(orpc.session.state.queryOptions())
  return (
    <Panel title={t('people.title')}>
      <p className="ns-soft ns-small">{t('people.text')}</p>
      <Failure error={error} />
      {session === undefined || manager === null ? null : (
        <ul className={styles.people}>
          {session.people.map((person) => (
            <PersonRow key={person.id} person={person} manager={manager} />
          ))}
        </ul>
      )}
      <AddPerson />
    </Panel>
  )
}
