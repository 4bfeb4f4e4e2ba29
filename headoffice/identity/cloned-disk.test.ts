import { expect, test } from 'vitest'
import { onEachDatabase } from '../testing/on-each-database.ts'
import { createTestIdentity, refusedWith } from '../testing/test-identity.ts'

let storesMade = 0
/** A code that no other test uses. */
const newCode = () => {
  storesMade += 1
  return `KHI-${storesMade}`
}

onEachDatabase('a cloned disk on $name', (door) => {
  const start = () => createTestIdentity(door)

  test('is not suspected where answers were lost', async () => {
    const office = await start()
    const device = await office.enrolled(newCode())
    await device.token({ isLost: true })
    await device.token({ isLost: true })
    await device.token()
    await device.token({ isLost: true })
    await office.verify(await device.token())
  })

  test('is noticed, shown to the operator, and both copies are refused until one is enrolled anew', async () => {
    const office = await start()
    const code = newCode()
    const device = await office.enrolled(code)
    const held = await device.token()
    const copy = device.copy()
    await device.token()
    // As far as anyone can tell its answer was lost.
    await copy.token()
    expect(await refusedWith(device.token())).toBe('DEVICE_CLONED')
    expect(await refusedWith(copy.token())).toBe('DEVICE_CLONED')
    // A token from before is no way round it.
    expect(await refusedWith(office.verify(held))).toBe('DEVICE_CLONED')
    const [listed] = await office.operator.devices(code)
    expect(listed?.clonedAt).toBe(office.now())
    const anew = office.device()
    await anew.enrol(await office.operator.newEnrolmentCode({ storeCode: code }))
    await office.verify(await anew.token())
    expect(await refusedWith(copy.token())).toBe('DEVICE_CLONED')
  })

  test('that brings no link of its own is noticed at once', async () => {
    const office = await start()
    const device = await office.enrolled(newCode())
    const copy = device.copy()
    copy.setLink('B'.repeat(43))
    expect(await refusedWith(copy.token())).toBe('DEVICE_CLONED')
  })

  test('is noticed behind a rotation of the keys', async () => {
    const office = await start()
    const device = await office.enrolled(newCode())
    const copy = device.copy()
    const caller = await office.verify(await device.token())
    const { request, takeUp } = device.requestToRotate()
    await office.rotate(caller, request)
    takeUp()
    await device.token()
    expect(await refusedWith(copy.token())).toBe('DEVICE_CLONED')
  })
})
