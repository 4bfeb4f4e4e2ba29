import { RPCHandler } from '@orpc/server/fetch'
import { pino } from 'pino'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { errorCatalogue } from '../../contract/errors.ts'
import { showroomContract } from '../../contract/showroom.ts'
import { isAnsweredWhileTurned } from '../../contract/while-turned.ts'
import { keysOf } from '../../core/keys-of.ts'
import { newId } from '../doors.ts'
import { createLaptopRouting } from './laptop-handlers.ts'
import { createGate } from './test-gate.ts'
import { openTestLaptop, refusalCode } from './test-laptop.ts'
import { signIn, testPin, walkIn } from './test-service.ts'

const allCalls = keysOf(showroomContract).flatMap((group) =>
  Object.keys(showroomContract[group]).map((name) => `${group}.${name}`),
)
const forTheCustomer = [
  'laptop.state',
  'session.state',
  'session.signOut',
  'session.active',
  'app.state',
  'customerView.show',
  'customerView.content',
  'customerView.leave',
  'feltHeard.record',
  'vehiclePhotos.get',
  'sync.networkChanged',
]
const toSignInAgain = ['session.signIn', 'session.setPin', 'session.unlock', 'settings.update']

const shown = (visitId: string) => ({ visitId, page: 'felt-heard' as const, language: 'ur' as const })

const { anOpenStore } = createGate()

/** Every call of a page, past all types, over the very line that a window has. */
async function turnedLaptop() {
  const store = await anOpenStore()
  const { router, options } = createLaptopRouting(store.laptop, pino({ level: 'silent' }))
  const handler = new RPCHandler(router, options)
  await signIn(store.client())
  const visit = await walkIn(store.client())
  await store.client().customerView.show(shown(visit.id))
  return {
    ...store,
    visit,
    async call(name: string): Promise<string> {
      const { matched, response } = await handler.handle(
        new Request(`http://laptop/${name.replace('.', '/')}`, {
          method: 'POST',
          body: '{"json":"nonsense"}',
        }),
      )
      if (!matched) return 'no such call'
      const said = z.object({ json: z.looseObject({ code: z.string().optional() }).nullable() })
      return response.ok ? 'answered' : (said.parse(await response.json()).json?.code ?? 'no code')
    },
  }
}

describe('of every call of the contract, while the screen is turned to the customer,', () => {
  test('only those of their page, of the line and of handing back are answered', async () => {
    const { call, client, visit, close } = await turnedLaptop()
    const answered: string[] = []
    for (const name of allCalls) {
      const code = await call(name)
      expect(code, name).not.toBe('no such call')
      if (code !== 'TURNED_TO_CUSTOMER') answered.push(name)
    }
    expect(answered.toSorted()).toEqual(forTheCustomer.toSorted())
    expect((await client().session.state()).customerView?.visitId).toBe(visit.id)
    await client().customerView.leave({ pin: testPin })
    for (const name of allCalls) expect(await call(name), name).not.toBe('TURNED_TO_CUSTOMER')
    await close()
  })

  test('those of the sign-in are answered beside them while nobody is signed in, and bring no screen back', async () => {
    const { call, client, close } = await turnedLaptop()
    await client().session.signOut({ because: 'locked' })
    const refused = new Set(['TURNED_TO_CUSTOMER', 'SIGNED_OUT'])
    const answered: string[] = []
    for (const name of allCalls) if (!refused.has(await call(name))) answered.push(name)
    // Those that need somebody say so first.
    const needSomebody = [
      'session.active',
      'customerView.show',
      'customerView.content',
      'customerView.leave',
      'feltHeard.record',
      'vehiclePhotos.get',
    ]
    expect(answered.toSorted()).toEqual(
      [...forTheCustomer.filter((name) => !needSomebody.includes(name)), ...toSignInAgain].toSorted(),
    )
    await signIn(client())
    expect(await call('visits.list')).toBe('TURNED_TO_CUSTOMER')
    await close()
  })
})

test('a call that the list does not name is refused, such as one that a later version adds', () => {
  for (const path of [[], ['reports'], ['reports', 'inventedLater'], ['toString'], ['session', 'state', 'x']])
    expect(isAnsweredWhileTurned(path, false), path.join('.')).toBe(false)
})

test('nobody else’s visit is shown or answered for while the screen is turned, in a restart neither', async () => {
  await using laptop = await openTestLaptop()
  const { client } = laptop
  const { id: visitId } = await walkIn(client)
  const other = await walkIn(client)
  const felt = (id: string) => ({ feltHeardId: newId(), visitId: id, level: 5, inCustomerView: true })
  await client.customerView.show(shown(visitId))
  expect(await refusalCode(client.customerView.show(shown(other.id)))).toBe('TURNED_TO_CUSTOMER')
  expect(await refusalCode(client.feltHeard.record(felt(other.id)))).toBe('TURNED_TO_CUSTOMER')
  await client.feltHeard.record(felt(visitId))
  const again = await laptop.restart()
  await signIn(again)
  expect(await refusalCode(again.visits.get({ visitId }))).toBe('TURNED_TO_CUSTOMER')
  expect(await refusalCode(again.customerView.show(shown(other.id)))).toBe('TURNED_TO_CUSTOMER')
  await again.customerView.leave({ pin: testPin })
  expect((await again.visits.get({ visitId })).id).toBe(visitId)
})

test('the refusal says what is safe and what to do, in both languages', () => {
  const { en, ur } = errorCatalogue.TURNED_TO_CUSTOMER
  expect(en).toMatch(/safe.*PIN/)
  expect(ur).toMatch(/محفوظ.*پن/)
})
