import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readVehicleNumber } from './vehicle-number.ts'

test('a VIN is read whatever its check digit, in small letters and with spaces', () => {
  expect(readVehicleNumber(' mrhgm6640 np012345 ')).toEqual({ type: 'vin', number: 'MRHGM6640NP012345' })
  expect(readVehicleNumber('MRHGM6640NP01۲۳۴۵')).toEqual({ type: 'vin', number: 'MRHGM6640NP012345' })
})

test('a VIN with a letter that no VIN has was misread', () => {
  for (const letter of ['I', 'O', 'Q'])
    expect(readVehicleNumber(`MRHGM664${letter}NP012345`), letter).toBeNull()
})

test('the frame number of a car built for Japan is taken, with any letter', () => {
  for (const number of ['NZE141-6012345', 'S321V-0123456', 'ZVW30-5512345', 'HA36S-123456', 'OIQ1-1234'])
    expect(readVehicleNumber(number), number).toEqual({ type: 'frame', number })
  expect(readVehicleNumber('nze141 – 6012345')).toEqual({ type: 'frame', number: 'NZE141-6012345' })
})

test('what stands on no plate is refused', () => {
  for (const text of ['', 'white', '12', 'COROLLA', 'ABC-', '-1234', 'AB*1234', 'گاڑی ۱۲۳۴۵'])
    expect(readVehicleNumber(text), text).toBeNull()
})

test('what was read is read again as itself', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[A-Za-z0-9 -]{0,30}$/), (text) => {
      const read = readVehicleNumber(text)
      if (read) expect(readVehicleNumber(read.number)).toEqual(read)
    }),
  )
})
