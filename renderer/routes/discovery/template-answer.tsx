import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { assertNever } from '../../../core/assert-never.ts'
import type { AnswerValue } from '../../../core/discovery/answer.ts'
import { subjectsOf } from '../../../core/discovery/question-ref.ts'
import type { TemplateQuestion } from '../../../core/discovery/template.ts'
import { Tap, Taps } from '../../components/tap.tsx'
import { useLanguage } from '../../northstar.tsx'
import { OrderFaces } from './order-faces.tsx'
import { PickFaces } from './pick-faces.tsx'
import { nameOf } from './say-question.ts'
import { Scale } from './scale.tsx'
import styles from './template-answer.module.css'
import type { Talk } from './use-conversation.ts'
import { VehicleFaces } from './vehicle-faces.tsx'

type Kind<K extends TemplateQuestion['kind']> = Extract<TemplateQuestion, { kind: K }>
type TemplateAnswerProps<Q extends TemplateQuestion = TemplateQuestion> = {
  readonly question: Q
  readonly questionId: string
  /** The question as it is said, with what it is about in its places. */
  readonly ask: string
  readonly talk: Talk
  readonly value: AnswerValue | null
  readonly readOnly: boolean
  readonly onGive: (value: AnswerValue) => void
  /** “Not sure” and “prefers not to say”. */
  readonly children: ReactNode
}

/** The answers to a question about these vehicles or these attributes: a tap, or two where two things are asked. */
export function TemplateAnswer({ question, ...props }: TemplateAnswerProps) {
  switch (question.kind) {
    case 'this-or-that':
      return <ThisOrThat question={question} {...props} />
    case 'pick-one':
      return <PickOne question={question} {...props} />
    case 'most-least':
      return <MostLeast question={question} {...props} />
    case 'level':
      return <Level question={question} {...props} />
    default:
      return assertNever(question)
  }
}

function ThisOrThat(props: TemplateAnswerProps<Kind<'this-or-that'>>) {
  const { question, questionId, ask, talk, value, readOnly, onGive, children } = props
  const language = useLanguage()
  const [a = '', b = ''] = subjectsOf(questionId)
  // An earlier answer may have been given with the two the other way round.
  const grade = value?.type !== 'graded' ? null : value.of[0] === a ? value.grade : -value.grade
  return (
    <>
      <Subjects about={question.about} subjects={[a, b]} talk={talk} />
      <Scale
        label={ask}
        steps={question.grades.map((wording) => wording[language])}
        chosen={grade === null ? null : grade + 2}
        readOnly={readOnly}
        onPick={(place) => onGive({ type: 'graded', of: [a, b], grade: place - 2 })}
      />
      <Taps label={ask} min="10.5rem">
        {children}
      </Taps>
    </>
  )
}

function Level(props: TemplateAnswerProps<Kind<'level'>>) {
  const { question, questionId, ask, talk, value, readOnly, onGive, children } = props
  const language = useLanguage()
  const [subject = ''] = subjectsOf(questionId)
  return (
    <>
      {question.about === 'vehicles' ? <Subjects about="vehicles" subjects={[subject]} talk={talk} /> : null}
      <Scale
        label={ask}
        steps={question.levels.map((wording) => wording[language])}
        chosen={value?.type === 'levelled' ? value.level : null}
        readOnly={readOnly}
        onPick={(level) => onGive({ type: 'levelled', of: subject, level })}
      />
      <Taps label={ask} min="10.5rem">
        {children}
      </Taps>
    </>
  )
}

function PickOne(props: TemplateAnswerProps<Kind<'pick-one'>>) {
  const { question, questionId, ask, talk, value, readOnly, onGive, children } = props
  const subjects = subjectsOf(questionId)
  const picked = value?.type === 'picked' ? value : null
  const give = (most: string, least: string | null) =>
    onGive({ type: 'picked', of: [...subjects], most, least })
  return (
    <>
      {question.asks === 'order' ? (
        <OrderFaces
          ids={subjects}
          talk={talk}
          label={ask}
          value={value}
          readOnly={readOnly}
          onGive={onGive}
        />
      ) : (
        <PickFaces
          ids={subjects}
          talk={talk}
          label={ask}
          first={picked?.most ?? null}
          last={picked?.least ?? null}
          readOnly={readOnly}
          onFirst={(most) => give(most, picked?.least === most ? null : (picked?.least ?? null))}
          onLast={(last) => picked && give(picked.most, picked.least === last ? null : last)}
        />
      )}
      <Taps label={ask} min="10.5rem">
        {children}
      </Taps>
    </>
  )
}

function MostLeast(props: TemplateAnswerProps<Kind<'most-least'>>) {
  const { question, questionId, ask, talk, value, readOnly, onGive, children } = props
  const { t } = useTranslation('discovery')
  const language = useLanguage()
  const subjects = subjectsOf(questionId)
  const saved = value?.type === 'picked' ? value : null
  /** The most important while the least is still to come. */
  const [begun, setBegun] = useState<string | null>(null)
  const most = begun ?? saved?.most ?? null
  const least = begun === null ? (saved?.least ?? null) : null
  const labels = { most: question.mostLabel[language], least: question.leastLabel[language] }
  function tap(subject: string) {
    if (begun === null) setBegun(subject)
    else if (begun === subject) setBegun(null)
    else {
      setBegun(null)
      onGive({ type: 'picked', of: [...subjects], most: begun, least: subject })
    }
  }
  return (
    <>
      <p role="status" className={styles.step}>
        {begun === null
          ? t('template.tap', { what: labels.most })
          : t('template.then', { what: labels.least })}
      </p>
      <div data-choices>
        <Taps label={ask} min="15rem">
          {subjects.map((subject) => (
            <Tap
              key={subject}
              disabled={readOnly}
              chosen={subject === most || subject === least}
              onTap={() => tap(subject)}
            >
              <span className={styles.subject}>{nameOf(talk.names, subject)}</span>
              {subject === most || subject === least ? (
                <span className={styles.which}>{subject === most ? labels.most : labels.least}</span>
              ) : null}
            </Tap>
          ))}
        </Taps>
      </div>
      <Taps label={ask} min="10.5rem">
        {children}
      </Taps>
    </>
  )
}

function Subjects(props: {
  readonly about: TemplateQuestion['about']
  readonly subjects: readonly string[]
  readonly talk: Talk
}) {
  const { about, subjects, talk } = props
  if (about === 'vehicles') return <VehicleFaces ids={subjects} talk={talk} />
  return (
    <ul className={styles.subjects}>
      {subjects.map((subject) => (
        <li key={subject}>
          <span className={styles.subject}>{nameOf(talk.names, subject)}</span>
        </li>
      ))}
    </ul>
  )
}
