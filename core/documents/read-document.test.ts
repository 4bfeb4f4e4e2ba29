import { expect, test } from 'vitest'
import { smallBank } from '../discovery/test-bank.ts'
import { readDocument } from './read-document.ts'

const published = (content: unknown) =>
  readDocument('questions', new TextEncoder().encode(JSON.stringify(content)))

test('a question bank is read as a document, also one that leaves to the usual what it does not say', () => {
  expect(published(smallBank)).toEqual({ kind: 'questions', bank: smallBank })
  const { noise: _, attributeWords: __, ...earlier } = smallBank
  expect(published(earlier)).toMatchObject({ kind: 'questions', bank: { attributeWords: {} } })
})

test('a question bank that cannot be used is no document, and all that is wrong with it is said in lines', () => {
  const [people, ...others] = smallBank.topics
  expect(
    published({ ...smallBank, moneyAfterTopics: -1, topics: [{ ...people, money: 1 }, ...others, people] }),
  ).toEqual({
    kind: 'not-a-document',
    reason: [
      'moneyAfterTopics: -1 is out of range; write at least 0.',
      'topic people, money: 1 is not true or false; write true or false.',
      'topic people, id: another topic is people too; give this one its own id.',
      'topic people, question people.seats, id: another question is people.seats too; give this one its own id.',
      'topic people, question people.story, id: another question is people.story too; give this one its own id.',
    ].join('\n'),
  })
})

test('what is not JSON is no document', () => {
  expect(readDocument('questions', new TextEncoder().encode('{'))).toEqual({
    kind: 'not-a-document',
    reason: 'It is not JSON in UTF-8.',
  })
})
