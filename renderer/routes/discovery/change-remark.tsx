import { Button, NativeSelect, Textarea } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { BusyButton } from '../../components/busy-button.tsx'
import { Failure } from '../../components/fact.tsx'
import typedStyles from '../../components/typed.module.css'
import { useFirstFocus } from '../../components/use-first-focus.ts'
import { useLanguage } from '../../northstar.tsx'
import styles from './remark-line.module.css'
import type { Talk } from './use-conversation.ts'
import type { Remark, Remarks } from './use-remarks.ts'

type ChangeRemarkProps = {
  readonly remark: Remark
  readonly talk: Talk
  readonly remarks: Remarks
  readonly onDone: () => void
}

/** A remark put right, pinned to a topic, or removed. */
export function ChangeRemark({ remark, talk, remarks, onDone }: ChangeRemarkProps) {
  const { t } = useTranslation('remarks')
  const language = useLanguage()
  const [text, setText] = useState(remark.text)
  const [topicId, setTopicId] = useState(remark.topicId ?? '')
  const field = useFirstFocus<HTMLTextAreaElement>()
  const { change, remove } = remarks
  return (
    <form
      className={styles.changing}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        event.preventDefault()
        onDone()
      }}
      onSubmit={(event) => {
        event.preventDefault()
        if (text.trim() === '' || change.isPending) return
        change.mutate({ remark, text, topicId: topicId === '' ? null : topicId }, { onSuccess: onDone })
      }}
    >
      <Textarea
        ref={field}
        label={t('words')}
        autosize
        minRows={1}
        maxRows={6}
        maxLength={4000}
        className={typedStyles.words}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <NativeSelect
        size="md"
        label={t('topic')}
        value={topicId}
        onChange={(event) => setTopicId(event.currentTarget.value)}
        data={[
          { value: '', label: t('noTopic') },
          ...talk.bank.topics.map(({ id, name }) => ({ value: id, label: name[language] })),
        ]}
      />
      <Failure error={change.error} />
      <div className={styles.changeWays}>
        <BusyButton type="submit" busy={change.isPending}>
          {t('keep')}
        </BusyButton>
        <Button variant="default" onClick={onDone}>
          {t('leave')}
        </Button>
        <BusyButton variant="subtle" busy={remove.isPending} onClick={() => remove.mutate(remark)}>
          {t('remove')}
        </BusyButton>
      </div>
    </form>
  )
}
