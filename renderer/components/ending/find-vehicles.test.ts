import { expect, it } from 'vitest'
import { findVehicles } from './find-vehicles.ts'

const vehicles = [{ name: 'Toyota Corolla Cross 1.8 HEV' }, { name: 'Toyota Corolla Altis 1.6' }]

it('finds by any words of the name in any order and case', () => {
  expect(findVehicles(vehicles, 'cross TOY')).toEqual([vehicles[0]])
  expect(findVehicles(vehicles, 'corolla')).toEqual(vehicles)
})

it('finds nothing for nothing, and nothing for a word that no vehicle has', () => {
  expect(findVehicles(vehicles, '  ')).toEqual([])
  expect(findVehicles(vehicles, 'corolla civic')).toEqual([])
})
