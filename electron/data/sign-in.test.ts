import { setImmediate } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { wrongPinsToLock } from '../../core/people/pin.ts'
import { testFolder } from '../../db/test-database.ts'
import { newId } from '../doors.ts'
import { demoPin } from './demo-pin.ts'
import { openTestLaptop, refusal, refusalCode, type TestLaptop } from './test-laptop.ts'
import {
  openTestService,
  personId,
  setUp,
  signIn,
  signInFirstTime,
  type TestClient,
  testPin,
  testRecoveryCode,
} from './test-service.ts'

const ayesha = 'Ayesha Malik'
const imran = 'Imran Sheikh'
const wrongPin = '314159'

/** As on a laptop of before there were PINs. */
const emptyLog = 'DROP TRIGGER access_log_never_shrinks; DELETE FROM access_log'

const tryPin = async (client: TestClient, name: string, pin: string) =>
  client.session.signIn({ consultantId: await personId(client, name), pin })
const personOf = async (client: TestClient, name: string) =>
  (await client.session.state()).people.find((person) => person.name === name)

/** Types wrong PINs, each after the wait that is due. */
async function tryWrong(laptop: TestLaptop, name: string, times: number, client = laptop.client) {
  const codes: unknown[] = []
  for (let time = 0; time < times; time += 1) {
    laptop.advance((await personOf(client, name))?.waitMs ?? 0)
    const { code, detail } = await refusal(tryPin(client, name, wrongPin))
    codes.push([code, detail])
  }
  return codes
}
const wrongCounts = (laptop: TestLaptop) =>
  laptop.rows('SELECT wrong FROM pin ORDER BY set_at, consultant_id')

describe('set-up', () => {
  const store = { storeName: 'Clifton Motors', storeCode: 'KHI-01', language: 'en' as const }
  const manager = { name: ayesha, role: 'manager' as const, pin: testPin }

  test('signs its manager in with the PIN they chose, and nobody else has one', async () => {
    await using laptop = await openTestLaptop()
    const { signedIn, people, because, lastConsultantId, demoPin: said } = await laptop.client.session.state()
    expect(signedIn).toMatchObject({ role: 'manager', consultantId: await personId(laptop.client, ayesha) })
    expect(lastConsultantId).toBe(signedIn?.consultantId)
    expect({ because, said }).toEqual({ because: null, said: null })
    expect(people).toMatchObject([
      { name: ayesha, hasPin: true, waitMs: 0, isLocked: false },
      { name: imran, hasPin: false },
    ])
    expect(await refusal(tryPin(laptop.client, imran, testPin))).toEqual({
      code: 'PIN_MISSING',
      detail: { name: imran },
    })
  })

  test('needs a manager first and a PIN that may be one, and leaves nothing without', async () => {
    using place = testFolder()
    const { client, close } = openTestService(place.folder)
    const begin = (...consultants: Parameters<TestClient['setup']['complete']>[0]['consultants']) =>
      refusalCode(client.setup.complete({ ...store, consultants }))
    const consultant = { name: imran, role: 'consultant' as const }
    expect(await begin(consultant, manager)).toBe('NO_MANAGER')
    expect(await begin({ ...manager, pin: '123456' })).toBe('PIN_NOT_VALID')
    expect(await begin({ name: ayesha, role: 'manager' })).toBe('PIN_NOT_VALID')
    expect(await begin(manager, { ...consultant, pin: '111111' })).toBe('PIN_NOT_VALID')
    const { store: known, consultants } = await client.app.state()
    expect({ known, consultants }).toEqual({ known: null, consultants: [] })
    await close()
  })

  test('done in two windows at once is done once', async () => {
    using place = testFolder()
    const { client, close } = openTestService(place.folder)
    const calls = await Promise.allSettled([setUp(client), setUp(client)])
    expect(calls.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect((await client.app.state()).consultants).toHaveLength(2)
    await close()
  })
})

describe('a wrong PIN', () => {
  test('is answered with how many are left, after a wait from the third on, and the tenth locks', async () => {
    await using laptop = await openTestLaptop()
    await laptop.client.session.signOut({ because: 'signed-out' })
    const codes = await tryWrong(laptop, ayesha, wrongPinsToLock)
    const lefts = [9, 8, 7, 6, 5, 4, 3, 2, 1].map((left) => ['PIN_WRONG', { left: String(left) }])
    expect(codes).toEqual([...lefts, ['PIN_LOCKED', {}]])
    laptop.advance(24 * 3600_000)
    expect(await refusalCode(signIn(laptop.client))).toBe('PIN_LOCKED')
    expect(await personOf(laptop.client, ayesha)).toMatchObject({ isLocked: true, waitMs: 0 })
    expect(wrongCounts(laptop)).toEqual([{ wrong: wrongPinsToLock }])
  })

  test('is not looked at before the wait is over, not even a right one, and a right one clears it', async () => {
    await using laptop = await openTestLaptop()
    await tryWrong(laptop, ayesha, 3)
    expect(await refusal(signIn(laptop.client))).toEqual({ code: 'PIN_WAIT', detail: { seconds: '5' } })
    laptop.advance(4999)
    expect(await refusal(signIn(laptop.client))).toEqual({ code: 'PIN_WAIT', detail: { seconds: '1' } })
    laptop.advance(1)
    await signIn(laptop.client)
    expect(wrongCounts(laptop)).toEqual([{ wrong: 0 }])
  })

  test('waits by the clock that nobody can set: neither the clock on the wall nor a restart shortens it', async () => {
    await using laptop = await openTestLaptop()
    await tryWrong(laptop, ayesha, 5)
    const inSeconds = (seconds: string) => ({ code: 'PIN_WAIT', detail: { seconds } })
    expect(await refusal(signIn(laptop.client))).toEqual(inSeconds('30'))
    for (const byMs of [24 * 3600_000, -48 * 3600_000]) {
      laptop.setWallClock(byMs)
      expect(await refusal(signIn(laptop.client))).toEqual(inSeconds('30'))
    }
    laptop.advanceMonotonic(20_000)
    expect(await refusal(signIn(laptop.client))).toEqual(inSeconds('10'))
    const client = await laptop.restart()
    expect(await refusal(signIn(client))).toEqual(inSeconds('30'))
    expect(await personOf(client, ayesha)).toMatchObject({ waitMs: 30_000 })
    laptop.advanceMonotonic(30_000)
    await signIn(client)
  })

  test('stays counted over a restart, up to the lock', async () => {
    await using laptop = await openTestLaptop()
    await tryWrong(laptop, ayesha, 2)
    const client = await laptop.restart()
    expect(await tryWrong(laptop, ayesha, 1, client)).toEqual([['PIN_WRONG', { left: '7' }]])
    laptop.meddle(`UPDATE pin SET wrong = ${wrongPinsToLock - 1}`)
    expect(await tryWrong(laptop, ayesha, 1, client)).toEqual([['PIN_LOCKED', {}]])
    expect(await refusalCode(signIn(await laptop.restart()))).toBe('PIN_LOCKED')
  })

  test('is counted on the disk before the verdict, so that a process killed meanwhile has not forgotten it', async () => {
    await using laptop = await openTestLaptop()
    let isToldYet = false
    const told = refusalCode(tryPin(laptop.client, ayesha, wrongPin)).then((code) => {
      isToldYet = true
      return code
    })
    while (JSON.stringify(wrongCounts(laptop)) !== '[{"wrong":1}]') await setImmediate()
    expect(isToldYet).toBe(false)
    expect(await told).toBe('PIN_WRONG')
  })

  test('is not guessed faster by many guesses at once: no more are looked at than one after the other', async () => {
    await using laptop = await openTestLaptop()
    const consultantId = await personId(laptop.client, ayesha)
    const guesses = Array.from({ length: 20 }, (_, number) =>
      refusalCode(laptop.client.session.signIn({ consultantId, pin: String(314_159 + number) })),
    )
    const codes = await Promise.all(guesses)
    expect(codes.filter((code) => code === 'PIN_WRONG')).toHaveLength(3)
    expect(codes.filter((code) => code === 'PIN_WAIT')).toHaveLength(17)
    expect(wrongCounts(laptop)).toEqual([{ wrong: 3 }])
  })

  test('does not hold up another person', async () => {
    await using laptop = await openTestLaptop()
    await signInFirstTime(laptop.client, imran)
    await tryWrong(laptop, imran, 3)
    await signIn(laptop.client, ayesha)
    expect(await personOf(laptop.client, imran)).toMatchObject({ waitMs: 5000 })
  })
})

describe('a locked PIN', () => {
  async function locked(name: string) {
    const laptop = await openTestLaptop()
    const { client } = laptop
    await signInFirstTime(client, imran)
    laptop.meddle(
      `UPDATE pin SET wrong = ${wrongPinsToLock}
       WHERE consultant_id = (SELECT id FROM consultant WHERE name = '${name}')`,
    )
    const consultantId = await personId(client, name)
    const managerId = await personId(client, ayesha)
    return {
      laptop,
      client,
      consultantId,
      manager: { type: 'manager' as const, consultantId: managerId, pin: testPin },
    }
  }

  test('is opened unchanged by a manager', async () => {
    const { laptop, client, consultantId, manager } = await locked(imran)
    await using _ = laptop
    await client.session.unlock({ consultantId, allowedBy: manager })
    await signIn(client, imran)
  })

  test('is opened by the recovery code when it is the only manager’s', async () => {
    const { laptop, client, consultantId, manager } = await locked(ayesha)
    await using _ = laptop
    const unlock = (allowedBy: Parameters<TestClient['session']['unlock']>[0]['allowedBy']) =>
      client.session.unlock({ consultantId, allowedBy })
    expect(await refusalCode(unlock(manager))).toBe('PIN_LOCKED')
    expect(await refusalCode(unlock({ type: 'recovery-code', code: 'another' }))).toBe('RECOVERY_CODE_WRONG')
    for (const type of ['first', 'own-pin'] as const)
      expect(await refusalCode(unlock({ type, pin: testPin }))).toBe('NOT_ALLOWED')
    expect(await refusalCode(signIn(client))).toBe('PIN_LOCKED')
    await unlock({ type: 'recovery-code', code: testRecoveryCode })
    await signIn(client)
  })

  test('is opened by a new one that a manager lets the person choose', async () => {
    const { laptop, client, consultantId, manager } = await locked(imran)
    await using _ = laptop
    await client.session.setPin({ consultantId, pin: '161803', allowedBy: manager })
    expect(await refusalCode(signIn(client, imran))).toBe('PIN_WRONG')
    await tryPin(client, imran, '161803')
  })
})

describe('a new PIN', () => {
  test('is chosen with the one before, which then opens nothing', async () => {
    await using laptop = await openTestLaptop()
    const { client } = laptop
    const consultantId = await personId(client, ayesha)
    const choose = (pin: string, own: string) =>
      refusalCode(client.session.setPin({ consultantId, pin, allowedBy: { type: 'own-pin', pin: own } }))
    expect(await choose('161803', wrongPin)).toBe('PIN_WRONG')
    expect(await choose('111111', testPin)).toBe('PIN_NOT_VALID')
    expect(await choose('161803', testPin)).toBe('nothing was refused')
    await client.session.signOut({ because: 'signed-out' })
    expect(await refusalCode(signIn(client))).toBe('PIN_WRONG')
    await tryPin(client, ayesha, '۱۶۱۸۰۳')
  })

  test('is not given by a consultant, and a manager’s wrong PIN counts against the manager', async () => {
    await using laptop = await openTestLaptop()
    const { client } = laptop
    await signInFirstTime(client, imran)
    const consultantId = await personId(client, imran)
    const give = (by: string, pin: string) =>
      refusalCode(
        client.session.setPin({
          consultantId,
          pin: '161803',
          allowedBy: { type: 'manager', consultantId: by, pin },
        }),
      )
    expect(await give(consultantId, testPin)).toBe('NOT_ALLOWED')
    expect(await give(newId(), testPin)).toBe('NOT_FOUND')
    expect(await give(await personId(client, ayesha), wrongPin)).toBe('PIN_WRONG')
    expect(
      laptop.rows(
        'SELECT c.name, p.wrong FROM pin p JOIN consultant c ON c.id = p.consultant_id ORDER BY name',
      ),
    ).toEqual([
      { name: ayesha, wrong: 1 },
      { name: imran, wrong: 0 },
    ])
    await signIn(client, imran)
  })

  test('needs no leave for the first manager of a laptop on which nobody has one, and for nobody after that', async () => {
    await using laptop = await openTestLaptop()
    laptop.meddle(`DELETE FROM pin; ${emptyLog}`)
    const client = await laptop.restart()
    const first = async (name: string) =>
      refusalCode(
        client.session.setPin({
          consultantId: await personId(client, name),
          pin: testPin,
          allowedBy: { type: 'first' },
        }),
      )
    const offered = (await client.session.state()).people.map((person) => person.mayBeFirst)
    expect(offered).toEqual([true, false])
    expect(await first(imran)).toBe('NOT_ALLOWED')
    const twoAtOnce = await Promise.all([first(ayesha), first(ayesha)])
    expect(twoAtOnce.sort()).toEqual(['NOT_ALLOWED', 'nothing was refused'])
    expect(await first(imran)).toBe('NOT_ALLOWED')
    await signIn(client)
  })

  test('needs the recovery code where everybody’s was lost: whoever comes first is anyone', async () => {
    await using laptop = await openTestLaptop()
    laptop.meddle('DELETE FROM pin')
    const client = await laptop.restart()
    const consultantId = await personId(client, ayesha)
    const set = (allowedBy: Parameters<TestClient['session']['setPin']>[0]['allowedBy']) =>
      refusalCode(client.session.setPin({ consultantId, pin: testPin, allowedBy }))
    expect(await personOf(client, ayesha)).toMatchObject({ hasPin: false, mayBeFirst: false })
    expect(await set({ type: 'first' })).toBe('NOT_ALLOWED')
    expect(await set({ type: 'recovery-code', code: testRecoveryCode })).toBe('nothing was refused')
    await signIn(client)
  })

  test('needs no leave for anyone where the store has no manager', async () => {
    await using laptop = await openTestLaptop()
    laptop.meddle(`DELETE FROM pin; ${emptyLog}; UPDATE consultant SET role = 'consultant'`)
    const client = await laptop.restart()
    const consultantId = await personId(client, imran)
    await client.session.setPin({ consultantId, pin: testPin, allowedBy: { type: 'first' } })
    await signIn(client, imran)
  })
})

describe('a person who left', () => {
  test('cannot sign in, is not offered, and is signed out where they were signed in', async () => {
    await using laptop = await openTestLaptop()
    const { client } = laptop
    await signInFirstTime(client, imran)
    const consultantId = await personId(client, imran)
    laptop.meddle("UPDATE consultant SET active = 0 WHERE name = 'Imran Sheikh'")
    const { signedIn, because, people } = await client.session.state()
    expect({ signedIn, because }).toEqual({ signedIn: null, because: 'signed-out' })
    expect(people.map(({ name }) => name)).toEqual([ayesha])
    expect(await refusalCode(client.session.signIn({ consultantId, pin: testPin }))).toBe('NOT_FOUND')
  })
})

test('a wait is told in whole milliseconds, whatever the clock counts in', async () => {
  using place = testFolder()
  let nowMs = 0
  const monotonicMs = () => {
    nowMs += 0.3
    return nowMs
  }
  const { client, close } = openTestService(place.folder, { monotonicMs })
  await setUp(client)
  for (let time = 0; time < 3; time += 1)
    expect(await refusalCode(tryPin(client, ayesha, wrongPin))).toBe('PIN_WRONG')
  expect(await personOf(client, ayesha)).toMatchObject({ waitMs: 5000, isLocked: false })
  await close()
})

test('no PIN and nothing of it is in a log, a change set or the access log', async () => {
  await using laptop = await openTestLaptop()
  await signInFirstTime(laptop.client, imran)
  await tryWrong(laptop, imran, 2)
  await refusalCode(laptop.client.session.signIn({ consultantId: 'nobody', pin: wrongPin }))
  const kept = JSON.stringify([
    laptop.log(),
    laptop.rows('SELECT * FROM change'),
    laptop.rows('SELECT * FROM access_log'),
  ])
  expect(laptop.log()).toContain('PIN_WRONG')
  for (const secret of [testPin, wrongPin, 'scrypt']) expect(kept).not.toContain(secret)
})

test('everybody’s verifier is their own, although they have the same PIN', async () => {
  await using laptop = await openTestLaptop()
  await signInFirstTime(laptop.client, imran)
  const verifiers = laptop.rows('SELECT verifier FROM pin').map((row) => JSON.stringify(row))
  expect(new Set(verifiers).size).toBe(2)
  for (const verifier of verifiers)
    expect(verifier).toMatch(/"\$scrypt\$ln=15,r=8,p=1\$[\w+/]{22}\$[\w+/]{43}"/)
})

test('the demo says its PIN openly', async () => {
  using place = testFolder()
  const { client, close } = openTestService(place.folder, { demo: true })
  await setUp(client, demoPin)
  expect((await client.session.state()).demoPin).toBe(demoPin)
  await tryPin(client, ayesha, demoPin)
  await close()
})
