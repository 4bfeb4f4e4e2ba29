import { expect, it } from 'vitest'
import {
  type BookingDraft,
  bookingFaults,
  dayAfter,
  emptyBooking,
  withAmount,
  withVehicle,
} from './booking.ts'

const whole: BookingDraft = {
  vehicle: { id: 'honda/city/1-2l-cvt', name: 'Honda City 1.2L CVT' },
  amountText: '42.5 lakh',
  amountTyped: true,
  paymentMode: 'cash',
  stockUnitId: null,
  promisedDay: '2026-09-29',
}

it('an empty booking needs a vehicle, an amount and a payment mode, but no promised day', () => {
  expect([...bookingFaults(emptyBooking, '2026-07-31')]).toEqual(['vehicle', 'amount', 'payment'])
})

it('a whole booking needs nothing, with or without a promised day', () => {
  expect(bookingFaults(whole, '2026-07-31').size).toBe(0)
  expect(bookingFaults({ ...whole, promisedDay: '' }, '2026-07-31').size).toBe(0)
})

it('a delivery can be promised for today and not for yesterday', () => {
  expect(bookingFaults({ ...whole, promisedDay: '2026-07-31' }, '2026-07-31').size).toBe(0)
  expect([...bookingFaults({ ...whole, promisedDay: '2026-07-30' }, '2026-07-31')]).toEqual(['promised'])
})

it('counts days over the ends of months and years', () => {
  expect(dayAfter('2026-07-31', 0)).toBe('2026-07-31')
  expect(dayAfter('2026-07-31', 60)).toBe('2026-09-29')
  expect(dayAfter('2026-12-31', 1)).toBe('2027-01-01')
  expect(dayAfter('2028-02-28', 1)).toBe('2028-02-29')
})

const city = { id: 'honda/city', name: 'Honda City', amountText: '4,650,000' }
const civic = { id: 'honda/civic', name: 'Honda Civic', amountText: '8,600,000' }

it('another vehicle brings its own price, and one without a price leaves the amount to be written', () => {
  const booking = withVehicle(withVehicle(emptyBooking, city), civic)
  expect(booking).toMatchObject({ vehicle: { id: 'honda/civic' }, amountText: '8,600,000' })
  expect(withVehicle(booking, { ...city, amountText: '' }).amountText).toBe('')
})

it('an amount that was written stays with another vehicle, until it is emptied', () => {
  const written = withAmount(withVehicle(emptyBooking, city), '45 lakh')
  expect(withVehicle(written, civic).amountText).toBe('45 lakh')
  expect(withVehicle(withAmount(written, ''), civic).amountText).toBe('8,600,000')
})
