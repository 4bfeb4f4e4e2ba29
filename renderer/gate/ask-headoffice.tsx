import { Button, FileButton, Textarea } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { type SubmitEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AskedView } from '../../contract/laptop.ts'
import { BusyButton } from '../components/busy-button.tsx'
import { Facts } from '../components/panel.tsx'
import { useFirstFocus } from '../components/use-first-focus.ts'
import { handToBrowser } from '../routes/reports/hand-to-browser.ts'
import styles from './ask-headoffice.module.css'
import type { GateCalls } from './gate-calls.ts'
import gate from './gate-page.module.css'
import { GateFailure } from './gate-page.tsx'
import { useFieldFailure } from './use-field-failure.tsx'
import { useWhen } from './use-when.ts'

type AskHeadofficeProps = { readonly asked: AskedView | null; readonly calls: GateCalls }

/** Where passphrase and recovery code are lost: a request that goes to head office by hand, and its answer. */
export function AskHeadoffice({ asked, calls }: AskHeadofficeProps) {
  const { t } = useTranslation('gate')
  const { askHeadoffice } = calls
  if (asked === null)
    return (
      <>
        <GateFailure error={askHeadoffice.error} />
        <BusyButton
          size="lg"
          busy={askHeadoffice.isPending}
          onClick={() => askHeadoffice.mutate({ anew: false })}
        >
          {t('ask.make')}
        </BusyButton>
      </>
    )
  return (
    <>
      <Request asked={asked} />
      <AnswerForm takeAnswer={calls.takeAnswer} />
      <div className={gate.ways}>
        <BusyButton
          variant="subtle"
          className={gate.turn}
          busy={askHeadoffice.isPending}
          onClick={() => askHeadoffice.mutate({ anew: true })}
        >
          {t('ask.anew')}
        </BusyButton>
        <p className="ns-soft ns-small">{t('ask.anewText')}</p>
      </div>
    </>
  )
}

function Request({ asked }: { readonly asked: AskedView }) {
  const { t } = useTranslation('gate')
  const when = useWhen()
  const text = `${asked.lines.join('\n')}\n`
  const copy = useMutation({ mutationFn: () => navigator.clipboard.writeText(text) })
  const save = () =>
    handToBrowser({
      fileName: `northstar-request-${asked.storeCode}-${asked.mark}.txt`,
      content: new Blob([text], { type: 'text/plain' }),
    })
  return (
    <>
      <h2>{t('ask.title')}</h2>
      <Facts
        facts={[
          { name: t('ask.mark'), text: <bdi className={styles.mark}>{asked.mark}</bdi> },
          { name: t('ask.store'), text: <bdi>{asked.storeCode}</bdi> },
          { name: t('ask.asked'), text: when(asked.askedAt) },
        ]}
      />
      <p className={gate.note}>{t('ask.markText')}</p>
      <p>{t('ask.send')}</p>
      <ol dir="ltr" lang="en" className={styles.lines}>
        {asked.lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ol>
      <div className={gate.ways}>
        <Button variant="default" onClick={() => copy.mutate()}>
          {t('ask.copy')}
        </Button>
        <Button variant="default" onClick={save}>
          {t('ask.save')}
        </Button>
        <p role="status" className="ns-soft ns-small">
          {copy.isSuccess ? t('ask.copied') : copy.isError ? t('ask.notCopied') : ''}
        </p>
      </div>
    </>
  )
}

/** A file of more than this is no answer. */
const mostCharacters = 4000

function AnswerForm({ takeAnswer }: { readonly takeAnswer: GateCalls['takeAnswer'] }) {
  const { t } = useTranslation('gate')
  const [answer, setAnswer] = useState('')
  const [isAsked, setAsked] = useState(false)
  const field = useFirstFocus<HTMLTextAreaElement>(takeAnswer.failureCount)
  const failure = useFieldFailure(
    takeAnswer.error,
    'ANSWER_MISTYPED',
    'ANSWER_CUT_OFF',
    'ANSWER_OF_ANOTHER_REQUEST',
    'ANSWER_NOT_GOOD',
  )
  const isEmpty = answer.trim() === ''
  const read = useMutation({
    mutationFn: async (file: File | null) => {
      if (file) setAnswer((await file.slice(0, mostCharacters).text()).slice(0, mostCharacters))
    },
  })
  return (
    <form
      noValidate
      className={gate.form}
      onSubmit={(event: SubmitEvent<HTMLFormElement>) => {
        event.preventDefault()
        setAsked(true)
        if (!isEmpty && !takeAnswer.isPending) takeAnswer.mutate({ answer })
      }}
    >
      <Textarea
        // Not at first: the request stands above it and is to be read.
        ref={takeAnswer.failureCount > 0 ? field : undefined}
        className={styles.answer}
        label={t('ask.answer')}
        description={t('ask.answerHint')}
        error={isAsked && isEmpty ? t('ask.need') : failure.beside}
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
        autosize
        minRows={4}
        maxLength={mostCharacters}
        value={answer}
        onChange={(event) => setAnswer(event.currentTarget.value)}
      />
      {failure.below}
      <div className={gate.ways}>
        <BusyButton type="submit" size="lg" busy={takeAnswer.isPending}>
          {t('ask.open')}
        </BusyButton>
        <FileButton accept=".txt,text/plain" onChange={(file) => read.mutate(file)}>
          {(props) => (
            <Button {...props} variant="default">
              {t('ask.file')}
            </Button>
          )}
        </FileButton>
      </div>
    </form>
  )
}
