import { Button, TextInput } from '@mantine/core'
import { IconPlus, IconSearch } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Failure } from '../../components/fact.tsx'
import { ImportWay } from '../../components/import-way.tsx'
import { Nothing, Panel } from '../../components/panel.tsx'
import { Screen, ScreenTitle } from '../../components/screen.tsx'
import typed from '../../components/typed.module.css'
import { useNorthstar } from '../../northstar.tsx'
import { useIsManager } from '../../signed-in.ts'
import { CarForm } from './car-form.tsx'
import { CarRow } from './car-row.tsx'
import { type Car, carsByVehicle, findCars } from './find-cars.ts'
import styles from './stock.module.css'

/** The store's cars by vehicle: where each stands, in what state, and for whom it is kept. */
export function Stock() {
  const { t } = useTranslation('stock')
  const { orpc } = useNorthstar()
  const isManager = useIsManager()
  const stock = useQuery(orpc.stock.list.queryOptions({ refetchInterval: 20_000 }))
  const [text, setText] = useState('')
  const [writing, setWriting] = useState<Car | 'new' | null>(null)
  const all = stock.data?.units ?? []
  const found = findCars(all, text)
  return (
    <Screen>
      <ScreenTitle>
        <h1>{t('title')}</h1>
      </ScreenTitle>
      <div className={styles.top}>
        <TextInput
          className={`${styles.search} ${typed.words}`}
          size="lg"
          type="search"
          autoComplete="off"
          spellCheck={false}
          maxLength={80}
          aria-label={t('search')}
          placeholder={t('search')}
          leftSection={<IconSearch aria-hidden size={22} stroke={1.6} />}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        {isManager ? (
          <Button
            size="lg"
            variant="default"
            leftSection={<IconPlus aria-hidden size={22} stroke={1.6} />}
            onClick={() => setWriting('new')}
          >
            {t('add')}
          </Button>
        ) : null}
        {isManager ? <ImportWay variant="default" /> : null}
      </div>
      <Failure error={stock.error} />
      {stock.data === undefined ? null : all.length === 0 ? (
        <Nothing title={t('empty.title')} text={t(isManager ? 'empty.text' : 'empty.forManager')} />
      ) : found.length === 0 ? (
        <Nothing title={t('none.title', { text: text.trim() })} text={t('none.text')} />
      ) : (
        <div className={styles.vehicles}>
          <p role="status" className="ns-soft">
            {t('count', { count: found.length })}
          </p>
          {carsByVehicle(found).map(({ vehicleName, cars }) => (
            <Panel key={vehicleName} title={<bdi>{vehicleName}</bdi>}>
              <ul className={styles.list}>
                {cars.map((car) => (
                  <CarRow key={car.id} car={car} onChange={isManager ? () => setWriting(car) : null} />
                ))}
              </ul>
            </Panel>
          ))}
        </div>
      )}
      {writing === null ? null : (
        <CarForm car={writing === 'new' ? null : writing} onLeave={() => setWriting(null)} />
      )}
    </Screen>
  )
}
