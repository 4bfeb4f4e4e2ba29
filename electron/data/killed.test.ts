import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { testFolder } from '../../db/test-database.ts'
import { openTestService, signIn } from './test-service.ts'

test('a process killed in the middle of answering loses nothing it acknowledged', async () => {
  using place = testFolder()
  const child = spawn(process.execPath, [join(import.meta.dirname, 'answering.fixture.ts'), place.folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let output = ''
  for await (const chunk of child.stdout) {
    output += String(chunk)
    if (output.split('\n').length > 60) child.kill('SIGKILL')
  }
  const acknowledged = output
    .split('\n')
    .slice(0, -1)
    .map((line) => line.split(' '))
  expect(acknowledged.length).toBeGreaterThanOrEqual(60)

  const { client, close } = openTestService(place.folder)
  await signIn(client)
  for (const [opportunityId = '', answerId = ''] of acknowledged) {
    const { answers } = await client.discovery.board({ opportunityId, language: 'en' })
    expect(answers.map(({ id }) => id)).toEqual([answerId])
  }
  await close()
})
