import { openTestService, setUp, walkIn } from './test-service.ts'

// Answers without end and says each one that was acknowledged, until it is killed.
const { client } = openTestService(process.argv[2] ?? '')
await setUp(client)
const { topics } = await client.discovery.bank()
const question = topics.flatMap(({ questions }) => questions).find(({ kind }) => kind === 'text')
for (;;) {
  const visit = await walkIn(client)
  const { answer } = await client.discovery.answer({
    visitId: visit.id,
    questionId: question?.id ?? '',
    state: 'answered',
    value: { type: 'text' },
    ownWords: 'the words of a customer',
    language: 'en',
    supersedesIds: [],
  })
  process.stdout.write(`${visit.opportunityId} ${answer.id}\n`)
}
