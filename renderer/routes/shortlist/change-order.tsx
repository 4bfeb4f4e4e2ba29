import { Button, Modal, Textarea } from '@mantine/core'
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react'
import { type SubmitEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { BusyButton } from '../../components/busy-button.tsx'
import { Failure } from '../../components/fact.tsx'
import typedStyles from '../../components/typed.module.css'
import { useReturnFocus } from '../../components/use-return-focus.ts'
import type { Outputs, Visit } from '../../northstar.tsx'
import { moved } from './order.ts'
import styles from './shortlist.module.css'
import { useChoices } from './use-choices.ts'

interface Placed {
  readonly variantId: string
  readonly name: string
}

type ChangeOrderProps = {
  readonly shortlist: Pick<Outputs['shortlist']['get'], 'picks' | 'runnerUp'>
  readonly visit: Visit
  readonly onChosen: () => void
  readonly onClose: () => void
}

const shownAtOnce = 3
const longestReason = 500

/** Another order than the answers give, by the consultant who knows more, with the reason that is kept. */
export function ChangeOrder({ shortlist: { picks, runnerUp }, visit, onChosen, onClose }: ChangeOrderProps) {
  const { t } = useTranslation('shortlist')
  useReturnFocus()
  const { overrule } = useChoices(visit, onChosen)
  const [order, setOrder] = useState<readonly Placed[]>(() =>
    [...picks, ...(runnerUp === null ? [] : [runnerUp])].map(({ variantId, brand, model, name }) => ({
      variantId,
      name: `${brand} ${model} ${name}`,
    })),
  )
  const [reason, setReason] = useState('')
  const [asked, setAsked] = useState(false)
  const isMissing = asked && reason.trim() === ''

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault()
    setAsked(true)
    if (reason.trim() === '' || overrule.isPending) return
    overrule.mutate(
      { order: order.slice(0, shownAtOnce).map(({ variantId }) => variantId), reason: reason.trim() },
      { onSuccess: onClose },
    )
  }
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={t('order.title')}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <form noValidate className={styles.order} onSubmit={submit}>
        <p className="ns-soft">{t('order.text')}</p>
        <ol className={styles.places}>
          {order.map(({ variantId, name }, place) => (
            <li key={variantId} className={styles.placed} data-out={place >= shownAtOnce || undefined}>
              <span className={styles.place}>
                {place < shownAtOnce ? t('order.place', { place: place + 1 }) : t('order.out')}
              </span>
              <bdi className={styles.placedName}>{name}</bdi>
              <button
                type="button"
                className={styles.move}
                aria-label={t('order.up', { name })}
                aria-disabled={place === 0}
                onClick={() => setOrder(moved(order, place, -1))}
              >
                <IconArrowUp aria-hidden size={20} stroke={1.8} />
              </button>
              <button
                type="button"
                className={styles.move}
                aria-label={t('order.down', { name })}
                aria-disabled={place === order.length - 1}
                onClick={() => setOrder(moved(order, place, 1))}
              >
                <IconArrowDown aria-hidden size={20} stroke={1.8} />
              </button>
            </li>
          ))}
        </ol>
        <Textarea
          label={t('order.reason')}
          description={t('order.reasonHint')}
          error={isMissing ? t('order.reasonMissing') : null}
          autosize
          minRows={2}
          maxRows={5}
          maxLength={longestReason}
          className={typedStyles.words}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <Failure error={overrule.error} />
        <div className={styles.orderWays}>
          <BusyButton type="submit" size="lg" busy={overrule.isPending}>
            {t('order.keep')}
          </BusyButton>
          <Button size="lg" variant="default" onClick={onClose}>
            {t('order.leave')}
          </Button>
        </div>
      </form>
    </Modal>
  )
}
