import { hasEveryWord } from '../../has-every-word.ts'
import type { Outputs } from '../../northstar.tsx'

/** A car as the stock lists it. */
export type Car = Outputs['stock']['list']['units'][number]

type Searched = Pick<Car, 'vehicleName' | 'number' | 'colour' | 'place'>

/** The cars that have every word of the text somewhere in what is said of them; all for no words. */
export function findCars<C extends Searched>(cars: readonly C[], text: string): readonly C[] {
  return cars.filter(({ vehicleName, number, colour, place }) =>
    hasEveryWord(`${vehicleName} ${number} ${colour} ${place}`, text),
  )
}

/** The cars of each vehicle together, by the vehicle's name; those that can be had first, then by number. */
export function carsByVehicle<C extends Searched & Pick<Car, 'state' | 'claim'>>(
  cars: readonly C[],
): readonly { readonly vehicleName: string; readonly cars: readonly C[] }[] {
  const rank = ({ state, claim }: C) => (state === 'sold' ? 2 : claim === null ? 0 : 1)
  return [...Map.groupBy(cars, ({ vehicleName }) => vehicleName)]
    .map(([vehicleName, of]) => ({
      vehicleName,
      cars: of.toSorted((a, b) => rank(a) - rank(b) || a.number.localeCompare(b.number, 'en')),
    }))
    .sort((a, b) => a.vehicleName.localeCompare(b.vehicleName, 'en'))
}
