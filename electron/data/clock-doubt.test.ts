import { expect, test } from 'vitest'
import { testFolder } from '../../db/test-database.ts'
import { openTestService, setUp, signIn, walkIn } from './test-service.ts'

test('a clock that went back is said until it is right again, over a restart', async () => {
  using place = testFolder()
  const right = Date.UTC(2026, 10, 22, 7)
  let now = right
  const clock = () => now
  const first = openTestService(place.folder, { clock, monotonicMs: () => 0 })
  const doubtBeforeSetUp = (await first.client.app.state()).clockDoubt
  await setUp(first.client)
  await walkIn(first.client)
  const doubtWhenRight = (await first.client.app.state()).clockDoubt
  now = Date.UTC(1999, 0, 1, 7)
  await signIn(first.client)
  const doubt = (await first.client.app.state()).clockDoubt
  await first.close()
  const second = openTestService(place.folder, { clock })
  const doubtAfterRestart = (await second.client.app.state()).clockDoubt
  await second.client.settings.update({ language: 'ur' })
  const doubtInUrdu = (await second.client.app.state()).clockDoubt
  now = right + 60_000
  const doubtWhenSet = (await second.client.app.state()).clockDoubt
  now = right + 3 * 24 * 3_600_000
  const doubtAhead = (await second.client.app.state()).clockDoubt
  await second.close()

  expect([doubtBeforeSetUp, doubtWhenRight, doubtWhenSet]).toEqual([null, null, null])
  expect(doubt).toContain('clock says 1 January 1999, before what is already recorded')
  expect(doubtAfterRestart).toBe(doubt)
  expect(doubtInUrdu).toContain('1 جنوری، 1999')
  expect(doubtAhead).toContain('25 نومبر، 2026')
})
