import { Button, Modal, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CustomerId } from '../../../core/ids.ts'
import { BusyButton } from '../../components/busy-button.tsx'
import { Failure } from '../../components/fact.tsx'
import typed from '../../components/typed.module.css'
import { useReturnFocus } from '../../components/use-return-focus.ts'
import { isSameWord } from '../../gate/same-word.ts'
import { isolate } from '../../isolate.ts'
import { useLanguage, useNorthstar } from '../../northstar.tsx'
import styles from './customer.module.css'

type EraseCustomerProps = {
  readonly customerId: CustomerId
  /** The other records of the same person, which go as well. */
  readonly linkedIds: readonly CustomerId[]
  readonly name: string | null
  readonly reason: 'requested' | 'retention'
  /** @param at the instant that the data process gave, UTC milliseconds */
  readonly onErased: (at: number) => void
  readonly onLeave: () => void
}

/** Says what goes and what stays, and erases when the word was typed. */
export function EraseCustomer(props: EraseCustomerProps) {
  const { customerId, linkedIds, name, reason, onErased, onLeave } = props
  const { t } = useTranslation('customers')
  const { orpc, client } = useNorthstar()
  const language = useLanguage()
  const queries = useQueryClient()
  const [word, setWord] = useState('')
  useReturnFocus()
  const erase = useMutation({
    mutationFn: () => client.customers.erase({ customerId, linkedIds: [...linkedIds], reason }),
    onSuccess: async ({ erasedAt }) => {
      onErased(erasedAt)
      // Their name stands in lists of visits, in the access log and in what waits for head office.
      await queries.invalidateQueries({ queryKey: orpc.key() })
    },
  })
  const isReady = isSameWord(word, t('erase.word'))
  return (
    <Modal
      opened
      size="lg"
      onClose={onLeave}
      title={
        <span className={styles.question}>
          {name === null ? t('erase.askNoName') : t('erase.ask', { name: isolate(name, language) })}
        </span>
      }
      closeButtonProps={{ 'aria-label': t('erase.leave') }}
    >
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault()
          if (isReady) erase.mutate()
        }}
      >
        <dl className={styles.happens}>
          <dt>{t('erase.goes')}</dt>
          <dd>{t('erase.goesText')}</dd>
          <dt>{t('erase.stays')}</dt>
          <dd>{t('erase.staysText')}</dd>
        </dl>
        {linkedIds.length === 0 ? null : <p>{t('erase.linked', { count: linkedIds.length + 1 })}</p>}
        <p>{t('erase.backups')}</p>
        <p>{t('erase.elsewhere')}</p>
        <p className={styles.final}>{t('erase.final')}</p>
        <TextInput
          data-autofocus
          className={typed.words}
          label={t('erase.type', { word: t('erase.word') })}
          autoComplete="off"
          spellCheck={false}
          value={word}
          onChange={(event) => setWord(event.currentTarget.value)}
        />
        <Failure error={erase.error} />
        <div className={styles.ways}>
          <BusyButton type="submit" busy={erase.isPending} disabled={!isReady}>
            {t('erase.do')}
          </BusyButton>
          <Button variant="default" onClick={onLeave}>
            {t('erase.leave')}
          </Button>
        </div>
      </form>
    </Modal>
  )
}
