import { mkdirSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { asidesFolder, newAsideName } from '../../db/aside.ts'
import { answersOf, createGate, openWith } from './test-gate.ts'

const { start, folder, database, aStore } = createGate()

it('a restore whose last step failed is finished by the next try in the running laptop', async () => {
  const { visit } = aStore()
  const { gate, finished, client } = await start()
  renameSync(database(), join(folder(), 'kept'))
  await finished(gate.open(openWith))
  expect(await gate.state()).toMatchObject({ type: 'damaged', extent: 'all' })
  // What was in use went aside already, and the restored one could not be moved in its place.
  renameSync(join(folder(), 'kept'), join(folder(), 'northstar.restored.db'))
  const aside = newAsideName(folder(), Date.UTC(2026, 10, 22, 7))
  mkdirSync(join(asidesFolder(folder()), aside), { recursive: true })
  writeFileSync(join(folder(), 'put-in-use.json'), JSON.stringify({ from: 'northstar.restored.db', aside }))
  await finished(gate.tryAgain())
  expect(await gate.state()).toEqual({ type: 'open' })
  expect(await answersOf(client(), visit.opportunityId)).toEqual(['Seven of us, every Friday.'])
})
