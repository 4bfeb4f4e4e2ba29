import { RPCHandler } from '@orpc/server/fetch'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { permissionOf } from '../../contract/permissions.ts'
import { serviceContract } from '../../contract/showroom.ts'
import { keysOf } from '../../core/keys-of.ts'
import { newId } from '../doors.ts'
import { openTestLaptop, refusalCode, type TestLaptop } from './test-laptop.ts'
import { personId, signIn, signInFirstTime, walkIn } from './test-service.ts'

const allCalls = keysOf(serviceContract).flatMap((group) =>
  Object.keys(serviceContract[group]).map((name) => `${group}.${name}`),
)

const forAnyone = [
  'session.state',
  'session.signIn',
  'session.signOut',
  'session.setPin',
  'session.unlock',
  'enrolment.join',
  'enrolment.joining',
  'enrolment.takePlace',
  'app.state',
  'setup.markets',
  'setup.makePin',
  'setup.complete',
  'settings.update',
  'sync.networkChanged',
]
const forManagers = [
  'access.log',
  'access.verify',
  'enrolment.state',
  'enrolment.enrol',
  'enrolment.rotate',
  'security.state',
  'security.newRecoveryCode',
  'security.confirmRecoveryCode',
  'security.setPassphrase',
  'security.escrow',
  'security.acceptEscrow',
  'security.setIdleLock',
  'backups.list',
  'backups.make',
  'retention.due',
  'settings.renameStore',
  'consultants.add',
  'customers.erase',
  'stock.add',
  'stock.change',
  'stock.remove',
  'rates.change',
  'rates.takeBack',
  'vehiclePhotos.add',
  'vehiclePhotos.remove',
  'imports.begin',
  'imports.part',
  'imports.look',
  'imports.fit',
  'imports.check',
  'imports.keepMapping',
  'imports.plan',
  'imports.rows',
  'imports.refused',
  'imports.progress',
  'imports.run',
  'imports.cancel',
  'imports.history',
  'imports.undo',
  'reports.close',
  'reports.export',
  'reports.print',
  'reports.printing',
  'sync.allowDeletes',
  'sync.allowEmpty',
  'carry.write',
  'carry.read',
]

/** Calls by path, past all types, as any program could that has the line of a page. */
function caller({ router }: TestLaptop) {
  const handler = new RPCHandler(router)
  return async (call: string): Promise<string> => {
    const { matched, response } = await handler.handle(
      new Request(`http://laptop/${call.replace('.', '/')}`, { method: 'POST', body: '{"json":"nonsense"}' }),
    )
    if (!matched) return 'no such call'
    const { json } = z
      .object({ json: z.looseObject({ code: z.string().optional() }).nullable() })
      .parse(await response.json())
    return response.ok ? 'answered' : (json?.code ?? 'no code')
  }
}

/** Every call that is refused to whoever is signed in, with the code it is refused with. */
async function refusedCalls(laptop: TestLaptop, signInAgain: () => Promise<unknown>) {
  const call = caller(laptop)
  const refused: [string, string][] = []
  for (const name of allCalls) {
    const code = await call(name)
    expect(code, name).not.toBe('no such call')
    if (code === 'SIGNED_OUT' || code === 'NOT_ALLOWED') refused.push([name, code])
    if (name === 'session.signOut') await signInAgain()
  }
  return refused
}
const each = (calls: readonly string[], code: string) => calls.map((name) => [name, code])

describe('every call of the contract', () => {
  test('is refused to nobody at all, but for those that signing in and setting up are made of', async () => {
    await using laptop = await openTestLaptop()
    await laptop.client.session.signOut({ because: 'signed-out' })
    const others = allCalls.filter((name) => !forAnyone.includes(name))
    expect(await refusedCalls(laptop, async () => {})).toEqual(each(others, 'SIGNED_OUT'))
  })

  test('that is a manager’s is refused to a consultant and to a service adviser, and no other is', async () => {
    await using laptop = await openTestLaptop()
    await signInFirstTime(laptop.client, 'Imran Sheikh')
    for (const role of ['consultant', 'service-adviser']) {
      laptop.meddle(`UPDATE consultant SET role = '${role}' WHERE name = 'Imran Sheikh'`)
      const refused = await refusedCalls(laptop, () => signIn(laptop.client, 'Imran Sheikh'))
      expect(refused, role).toEqual(
        each(
          allCalls.filter((name) => forManagers.includes(name)),
          'NOT_ALLOWED',
        ),
      )
    }
  })

  test('is open to a manager', async () => {
    await using laptop = await openTestLaptop()
    expect(await refusedCalls(laptop, () => signIn(laptop.client))).toEqual([])
  })

  test('has somebody who may make it, and a path that is no call has nobody', () => {
    for (const name of allCalls)
      expect(permissionOf(name.split('.')), name).toBe(
        forAnyone.includes(name) ? 'anyone' : forManagers.includes(name) ? 'manager' : 'signed-in',
      )
    for (const path of [
      [],
      ['reports'],
      ['reports', 'toString'],
      ['constructor', 'name'],
      ['x', 'reports', 'daily'],
    ])
      expect(() => permissionOf(path), path.join('.')).toThrow('Nobody has said')
  })
})

describe('a consultant’s session, calling the contract directly', () => {
  async function consultantsLaptop() {
    const laptop = await openTestLaptop()
    await walkIn(laptop.client)
    await signInFirstTime(laptop.client, 'Imran Sheikh')
    return laptop
  }
  const day = { businessDay: '2026-11-22', language: 'en' as const }

  test('reads the day, and neither closes, exports nor prints it', async () => {
    await using laptop = await consultantsLaptop()
    const { reports } = laptop.client
    expect(await refusalCode(reports.close(day))).toBe('NOT_ALLOWED')
    for (const format of ['xlsx', 'csv'] as const)
      expect(await refusalCode(reports.export({ ...day, format }))).toBe('NOT_ALLOWED')
    expect(await refusalCode(reports.print(day))).toBe('NOT_ALLOWED')
    expect(await refusalCode(reports.printing({ businessDay: day.businessDay }))).toBe('NOT_ALLOWED')
    expect((await reports.daily(day)).status).toBe('draft')
  })

  test('does not read the access log, and asking leaves no entry', async () => {
    await using laptop = await consultantsLaptop()
    const { access } = laptop.client
    const before = laptop.rows('SELECT * FROM access_log')
    expect(await refusalCode(access.log({ before: null, limit: 1, customerId: null }))).toBe('NOT_ALLOWED')
    expect(await refusalCode(access.verify())).toBe('NOT_ALLOWED')
    expect(laptop.rows('SELECT * FROM access_log')).toEqual(before)
  })

  test('changes no figure of the catalogue', async () => {
    await using laptop = await consultantsLaptop()
    const { client } = laptop
    const { version } = await client.catalogue.overview({ language: 'en' })
    const importId = newId()
    const begun = client.imports.begin({ importId, fileName: 'a.csv', bytes: 9 })
    expect(await refusalCode(begun)).toBe('NOT_ALLOWED')
    expect(await refusalCode(client.imports.run({ importId, language: 'en' }))).toBe('NOT_ALLOWED')
    expect((await client.catalogue.overview({ language: 'en' })).version).toBe(version)
  })

  test('sets the look of the screen, and not where the store’s records go', async () => {
    await using laptop = await consultantsLaptop()
    const { client } = laptop
    await client.settings.update({ language: 'ur', colourScheme: 'dark' })
    for (const headofficeUrl of ['http://127.0.0.1:4701', null]) {
      const call = client.settings.update({ language: 'en', headofficeUrl })
      expect(await refusalCode(call)).toBe('NOT_ALLOWED')
    }
    await client.session.signOut({ because: 'signed-out' })
    expect(await refusalCode(client.settings.update({ headofficeUrl: 'http://127.0.0.1:4701' }))).toBe(
      'SIGNED_OUT',
    )
    await client.settings.update({ colourScheme: 'light' })
    const { language, colourScheme } = await client.app.state()
    expect({ language, colourScheme }).toEqual({ language: 'ur', colourScheme: 'light' })
    expect(laptop.rows('SELECT headoffice_url FROM device')).toEqual([{ headoffice_url: null }])
  })

  test('adds nobody, and makes nobody a manager by settling what two laptops said of a role', async () => {
    await using laptop = await consultantsLaptop()
    const { client } = laptop
    const consultantId = newId()
    const add = client.consultants.add({ consultantId, name: 'Zain', role: 'manager' })
    expect(await refusalCode(add)).toBe('NOT_ALLOWED')
    const rowId = await personId(client, 'Imran Sheikh')
    const settlement = { entity: 'consultant' as const, rowId, field: 'role', seen: [], choose: newId() }
    expect(await refusalCode(client.sync.settle(settlement))).toBe('NOT_ALLOWED')
    expect(await refusalCode(client.sync.settle({ ...settlement, entity: 'visit' }))).toBe(
      'CONFLICT_MOVED_ON',
    )
  })
})

test('before set-up a call that needs somebody says what to do first', async () => {
  await using laptop = await openTestLaptop()
  laptop.meddle('PRAGMA foreign_keys = OFF; DELETE FROM device')
  const client = await laptop.restart()
  expect(await refusalCode(walkIn(client))).toBe('NOT_SET_UP')
})
