import { expect, test } from 'vitest'
import { carsByVehicle, findCars } from './find-cars.ts'

const car = (number: string, of: Partial<Parameters<typeof carsByVehicle>[0][number]> = {}) => ({
  vehicleName: 'Honda City 1.2L CVT',
  number,
  colour: 'White',
  place: 'Showroom',
  state: 'in-stock' as const,
  claim: null,
  ...of,
})

test('a car is found by any words of its vehicle, number, colour and place together', () => {
  const cars = [car('MRH1'), car('MRH2', { colour: 'Black', place: 'Yard 2' })]
  expect(findCars(cars, 'city black').map(({ number }) => number)).toEqual(['MRH2'])
  expect(findCars(cars, ' yard  mrh2 ').map(({ number }) => number)).toEqual(['MRH2'])
  expect(findCars(cars, '')).toHaveLength(2)
  expect(findCars(cars, 'corolla')).toEqual([])
})

test('the cars of a vehicle stand together, those that can be had first and the sold ones last', () => {
  const grouped = carsByVehicle([
    car('3', { state: 'sold' }),
    car('2'),
    car('1', { vehicleName: 'Suzuki Alto VXL' }),
    car('1'),
  ])
  expect(grouped.map(({ vehicleName, cars }) => [vehicleName, cars.map(({ number }) => number)])).toEqual([
    ['Honda City 1.2L CVT', ['1', '2', '3']],
    ['Suzuki Alto VXL', ['1']],
  ])
})
