import { z } from 'zod'

/**
 * What a person of a market reads figures in; figures themselves are kept in one unit everywhere. A part that a pack
 * leaves out is metric, as in every pack of before units were data.
 */
export const marketUnitsSchema = z.object({
  distance: z.enum(['km', 'mi']).default('km'),
  consumption: z.enum(['km/l', 'l/100km', 'mpg-us', 'mpg-uk']).default('km/l'),
  energy: z.enum(['kWh/100km', 'kWh/100mi', 'mpge']).default('kWh/100km'),
  /** Of a boot. */
  volume: z.enum(['l', 'cu-ft']).default('l'),
  /** Of what is in the tank, and what fuel is sold by. */
  fuel: z.enum(['l', 'gal-us', 'gal-uk']).default('l'),
  length: z.enum(['mm', 'in']).default('mm'),
  power: z.enum(['hp', 'kW']).default('hp'),
  torque: z.enum(['Nm', 'lb-ft']).default('Nm'),
  mass: z.enum(['kg', 'lb']).default('kg'),
})
export type MarketUnits = Readonly<z.infer<typeof marketUnitsSchema>>
