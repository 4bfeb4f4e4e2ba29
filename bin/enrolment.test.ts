import { rmSync } from 'node:fs'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readChain } from '../db/chain-file.ts'
import { openTestDatabase, testFolder } from '../db/test-database.ts'

import { identityOf, identityOffice, losing, outcome } from './sync-testing/identity-laptop.ts'

const aStore = { name: 'Clifton Motors', market: 'pk', timeZone: 'Asia/Karachi', language: 'en' } as const
const { office, newStoreCode, openLaptop, stateAtHeadoffice } = identityOffice()

describe('enrolling a laptop', () => {
  test('takes a code however it is typed, gives it its store and a token', async () => {
    using place = testFolder()
    const laptop = openLaptop(place)
    const own = laptop.db.device.get()
    expect(laptop.identity.state()).toBe('not-enrolled')
    expect(await outcome(laptop.token())).toBe('not-known')
    const code = await office().operator.newEnrolmentCode({ storeCode: laptop.storeCode })
    await laptop.enrol(` ${code.toLowerCase().replaceAll('-', ' ')}`)
    expect(laptop.identity.state()).toBe('enrolled')
    const device = laptop.db.device.get()
    expect(device).toMatchObject({ storeId: own?.storeId, headofficeUrl: office().url })
    expect(device?.deviceId).not.toBe(own?.deviceId)
    expect(await laptop.token()).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+$/)
    expect((await stateAtHeadoffice(device?.deviceId))?.lastTokenAt).not.toBeNull()
    await laptop.close()
  })

  test('makes a laptop that was set up on its own one of head office’s store, with all it recorded to send', async () => {
    using first = testFolder()
    using second = testFolder()
    const one = openLaptop(first)
    await one.enrol()
    const other = openLaptop({ ...second, storeCode: one.storeCode })
    const before = other.db.device.get()?.storeId
    await other.enrol()
    expect(other.db.device.get()?.storeId).toBe(one.db.device.get()?.storeId)
    expect(readChain(second.folder)?.earlierStoreIds).toEqual([before])
    await one.close()
    await other.close()
  })

  test('has the same answer for the same code when the first was lost', async () => {
    using place = testFolder()
    let isLost = true
    const laptop = openLaptop({
      ...place,
      through: (calls) => losing(calls, (call) => call === 'enrol' && isLost),
    })
    const code = await office().operator.newEnrolmentCode({ storeCode: laptop.storeCode })
    expect(await outcome(laptop.enrol(code))).toBe('HEADOFFICE_NOT_REACHED')
    expect(laptop.identity.state()).toBe('not-enrolled')
    isLost = false
    await laptop.enrol(code)
    await laptop.token()
    expect((await office().operator.devices(laptop.storeCode)).length).toBe(1)
    await laptop.close()
  })

  test('says what was wrong, and changes nothing', async () => {
    using place = testFolder()
    const laptop = openLaptop(place)
    const code = await office().operator.newEnrolmentCode({ storeCode: laptop.storeCode })
    const tried = (url: string, typed = code) => outcome(laptop.identity.enrol({ url, code: typed }))
    expect(await tried('head office')).toBe('HEADOFFICE_ADDRESS_NOT_VALID')
    expect(await tried('http://headoffice.example')).toBe('HEADOFFICE_ADDRESS_NOT_SAFE')
    expect(await tried('http://127.0.0.1:1')).toBe('HEADOFFICE_NOT_REACHED')
    expect(await tried(office().url, 'no code')).toBe('ENROLMENT_CODE_NOT_GOOD')
    expect(await tried(office().url, '0000-0000-0000')).toBe('ENROLMENT_CODE_NOT_GOOD')
    expect(laptop.identity.state()).toBe('not-enrolled')
    expect(laptop.db.device.get()?.headofficeUrl).toBeNull()
    await laptop.enrol(code)
    expect(await tried(office().url)).toBe('ALREADY_ENROLLED')
    await laptop.close()
  })

  test('says no code to something that is not a head office', async () => {
    using place = testFolder()
    const asked: string[] = []
    const stranger = createServer((request, response) => {
      asked.push(request.url ?? '')
      response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>Sign in to the Wi-Fi</h1>')
    })
    await new Promise<void>((open) => stranger.listen(0, '127.0.0.1', open))
    const address = stranger.address()
    const port = typeof address === 'object' ? address?.port : null
    const laptop = openLaptop(place)
    const enrolling = laptop.identity.enrol({ url: `http://127.0.0.1:${port}`, code: 'K7QF-3M9T-XW2P' })
    expect(await outcome(enrolling)).toBe('NOT_A_HEADOFFICE')
    expect(asked).toEqual(['/health'])
    await laptop.close()
    stranger.close()
  })

  test('refuses a code of another store to a laptop that was ever enrolled, and keeps its own', async () => {
    using place = testFolder()
    const laptop = openLaptop(place)
    await laptop.enrol()
    const storeId = laptop.db.device.get()?.storeId
    const elsewhere = await office().operator.newEnrolmentCode({ storeCode: newStoreCode(), ...aStore })
    laptop.identity.refuse('cloned')
    expect(await outcome(laptop.enrol(elsewhere))).toBe('ENROLMENT_OTHER_STORE')
    expect(laptop.db.device.get()?.storeId).toBe(storeId)
    await laptop.close()
  })

  test('refuses a store of another market, and one that nobody described', async () => {
    using place = testFolder()
    const laptop = openLaptop(place)
    const storeCode = newStoreCode()
    const abroad = await office().operator.newEnrolmentCode({ storeCode, ...aStore, market: 'us' })
    expect(await outcome(laptop.enrol(abroad))).toBe('ENROLMENT_OTHER_MARKET')
    await laptop.close()
    using empty = testFolder()
    const joining = openTestDatabase(empty.folder)
    const identity = identityOf(joining, empty.folder)
    const undescribed = await office().operator.newEnrolmentCode({ storeCode: newStoreCode() })
    const tried = (code: string) => outcome(identity.enrol({ url: office().url, code }, () => {}))
    expect(await tried(undescribed)).toBe('ENROLMENT_STORE_NOT_DESCRIBED')
    // The store is known by then, and nobody has been let in.
    const there = await office().operator.newEnrolmentCode({
      storeCode: newStoreCode(),
      ...aStore,
      market: 'us',
    })
    expect(await tried(there)).toBe('MARKET_MISSING')
    expect(joining.device.get()).toBeNull()
    joining.close()
  })

  test('goes on with a store that was left behind under its own id: what was fed begins anew and is sent again', async () => {
    using first = testFolder()
    using second = testFolder()
    const one = openLaptop(first)
    await one.enrol()
    const other = openLaptop({ ...second, storeCode: one.storeCode })
    other.db.connection.exec(
      "UPDATE feed_position SET epoch = 'an epoch', mark = 'trial', cursor = 9, hash = 'h', synced_at = 1",
    )
    await other.enrol()
    expect(
      other.db.connection.prepare('SELECT epoch, cursor, hash, synced_at FROM feed_position').get(),
    ).toEqual({
      epoch: null,
      cursor: 0,
      hash: '',
      synced_at: null,
    })
    await one.close()
    await other.close()
  })
})

test('a laptop whose data came from another installation is not enrolled, whatever its database says', async () => {
  using place = testFolder()
  const laptop = openLaptop(place)
  await laptop.enrol()
  const { deviceId } = laptop.db.device.get() ?? {}
  await laptop.close()
  // Another installation's mark, as when only the database was copied.
  rmSync(join(place.folder, 'installation.json'))
  const elsewhere = openLaptop({ ...place, storeCode: laptop.storeCode })
  expect(elsewhere.identity.state()).toBe('not-enrolled')
  expect(elsewhere.db.identity.keys('enrolled')).toBeNull()
  expect(elsewhere.db.device.get()?.deviceId).not.toBe(deviceId)
  expect(readChain(place.folder)).toBeNull()
  await elsewhere.enrol()
  await elsewhere.token()
  await elsewhere.close()
})
