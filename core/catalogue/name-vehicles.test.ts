import { expect, test } from 'vitest'
import { nameVehicles } from './name-vehicles.ts'

const city = { id: 'honda/city/1-2l-cvt', brand: 'Honda', model: 'City', name: '1.2L CVT' }
const aspire = { id: 'honda/city/aspire', brand: 'Honda', model: 'City', name: 'Aspire' }
const alto = { id: 'suzuki/alto/vxl', brand: 'Suzuki', model: 'Alto', name: 'VXL' }

test('a vehicle that is the only one of its model goes by brand and model', () => {
  expect([...nameVehicles([city, alto, city]).values()]).toEqual(['Honda City', 'Suzuki Alto'])
})

test('two of one model are told apart by their variants', () => {
  expect([...nameVehicles([city, aspire, alto]).values()]).toEqual([
    'Honda City 1.2L CVT',
    'Honda City Aspire',
    'Suzuki Alto',
  ])
})
