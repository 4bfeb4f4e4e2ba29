import { expect, test } from 'vitest'
import { asksToBeSpared, watchLine } from './use-tell-network.ts'

test('a line asks to be spared only where the browser says so', () => {
  expect(asksToBeSpared({})).toBe(false)
  expect(asksToBeSpared({ connection: undefined })).toBe(false)
  expect(asksToBeSpared({ connection: { saveData: false } })).toBe(false)
  expect(asksToBeSpared({ connection: { saveData: true } })).toBe(true)
})

test('the data process is told at once, and when the line or what is asked of it is another', () => {
  const page = new EventTarget()
  const connection = Object.assign(new EventTarget(), { saveData: true })
  const told: boolean[] = []
  const stop = watchLine({ page, browser: { connection } }, (saveData) => told.push(saveData))
  expect(told).toEqual([true])
  connection.saveData = false
  connection.dispatchEvent(new Event('change'))
  expect(told).toEqual([true, false])
  page.dispatchEvent(new Event('online'))
  expect(told).toEqual([true, false, false])
  stop()
  page.dispatchEvent(new Event('online'))
  connection.dispatchEvent(new Event('change'))
  expect(told).toHaveLength(3)
})
