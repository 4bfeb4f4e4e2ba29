import type { EpaCells } from './epa-columns.ts'
import type { VehicleName } from './vehicle-name.ts'

const driveWords: Readonly<Record<string, string>> = {
  'Front-Wheel Drive': 'FWD',
  'Rear-Wheel Drive': 'RWD',
  'All-Wheel Drive': 'AWD',
  '4-Wheel Drive': '4WD',
  '4-Wheel or All-Wheel Drive': '4WD',
  'Part-time 4-Wheel Drive': 'part-time 4WD',
  '2-Wheel Drive': '2WD',
}

/** Regular petrol is not said: it is what most cars burn. */
const fuelWords: Readonly<Record<string, string>> = {
  Regular: '',
  Premium: 'premium',
  Midgrade: 'midgrade',
  Electricity: 'electric',
  Diesel: 'diesel',
  'Gasoline or E85': 'E85',
  'Premium or E85': 'premium or E85',
  'Regular Gas and Electricity': '',
  'Regular Gas or Electricity': '',
  'Premium and Electricity': 'premium',
  'Premium Gas or Electricity': 'premium',
}

/**
 * The name of a vehicle of the EPA's list. The model is the list's base model (`Civic`); the variant is what its own name
 * adds, and what tells it from the others: year, engine, transmission, drive and fuel, always in the same words and order,
 * so that the same vehicle has the same name in the next list.
 */
export function epaName(cells: EpaCells): VehicleName {
  const brand = cells('make')
  const model = cells('baseModel') || cells('model')
  const own = withoutModel(cells('model'), model)
  const parts = [
    cells('year'),
    own,
    engineWords(cells),
    transmissionWords(cells),
    driveOf(cells, own),
    fuelOf(cells, own),
  ]
  return { brand, model, variant: parts.filter((part) => part !== '').join(' ') }
}

/** The name with the id behind it by which the EPA tells even these apart. */
export function withEpaId(name: VehicleName, id: string): VehicleName {
  return { ...name, variant: `${name.variant} (EPA ${id})` }
}

function withoutModel(name: string, model: string): string {
  if (!name.toLowerCase().startsWith(model.toLowerCase())) return name
  const rest = name.slice(model.length)
  // `C300` is no `C` with a `300` behind it.
  return rest === '' || /^[\s/(-]/.test(rest) ? rest.replace(/^[\s/-]+/, '') : name
}

function engineWords(cells: EpaCells): string {
  const litres = Number(cells('displ'))
  if (!(litres > 0)) return ''
  const cylinders = Number(cells('cylinders'))
  const words = [`${litres.toFixed(1)} L`]
  if (cylinders > 0) words.push(`${cylinders}-cyl`)
  if (cells('tCharger') !== '') words.push('turbo')
  if (cells('sCharger') !== '') words.push('supercharged')
  return words.join(' ')
}

function transmissionWords(cells: EpaCells): string {
  const text = cells('trany')
  // The one speed of an electric car is nothing to choose by.
  if (cells('fuelType1') === 'Electricity' && text === 'Automatic (A1)') return ''
  return text === 'Automatic (variable gear ratios)'
    ? 'CVT'
    : text.toLowerCase().replace(/\(.*\)/, (code) => code.toUpperCase())
}

function driveOf(cells: EpaCells, own: string): string {
  const text = cells('drive')
  const word = driveWords[text] ?? text
  return own
    .toLowerCase()
    .split(/[\s/]+/)
    .includes(word.toLowerCase())
    ? ''
    : word
}

function fuelOf(cells: EpaCells, own: string): string {
  const text = cells('fuelType')
  const kind = cells('atvType')
  const words = [fuelWords[text] ?? text.toLowerCase()]
  if (kind === 'Hybrid') words.push('hybrid')
  if (kind === 'Plug-in Hybrid') words.push('plug-in hybrid')
  return words.filter((word) => word !== '' && !own.toLowerCase().includes(word)).join(' ')
}
