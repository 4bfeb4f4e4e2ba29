import { createRandom } from '../torture/random.ts'

export interface MadeSurvey {
  readonly people: number
  readonly tasks: number
  readonly alternatives: number
  /** Mean of the tastes for price, range and seats, in that order. */
  readonly means: readonly [number, number, number]
  /** How far people's tastes lie apart. */
  readonly spread: number
  readonly seed: number
}

/** A choice as it was made: for each alternative price, range and seats, and which was taken. */
export interface MadeTask {
  readonly person: number
  readonly task: number
  readonly offers: readonly (readonly [price: number, range: number, seats: number])[]
  readonly chosen: number
}

/** Choices of people whose tastes are normal and who add Gumbel noise: a mixed logit whose truth is known. */
export function makeChoices({
  people,
  tasks,
  alternatives,
  means,
  spread,
  seed,
}: MadeSurvey): readonly MadeTask[] {
  const random = createRandom(seed)
  const normal = () => Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next())
  return Array.from({ length: people }, (_, person) => {
    const tastes = means.map((mean) => mean + spread * normal())
    return Array.from({ length: tasks }, (_, task) => {
      const offers = Array.from(
        { length: alternatives },
        () => [1 + random.below(5), 1 + random.below(4), 4 + random.below(4)] as const,
      )
      const utilities = offers.map(
        (offer) =>
          offer.reduce((sum, value, index) => sum + value * (tastes[index] ?? 0), 0) -
          Math.log(-Math.log(1 - random.next())),
      )
      return { person, task, offers, chosen: utilities.indexOf(Math.max(...utilities)) }
    })
  }).flat()
}

/** One row an alternative, the chosen one marked 1. */
export function longCsv(choices: readonly MadeTask[]): string {
  const rows = choices.flatMap(({ person, task, offers, chosen }) =>
    offers.map((offer, place) => [person, task, place + 1, ...offer, place === chosen ? 1 : 0].join(',')),
  )
  return ['id,task,alt,price,range,seats,choice', ...rows].join('\n')
}

/** One row a choice, the chosen one by its number. */
export function wideCsv(choices: readonly MadeTask[]): string {
  const count = choices[0]?.offers.length ?? 0
  const heads = Array.from({ length: count }, (_, place) => [
    `price.${place + 1}`,
    `range.${place + 1}`,
    `seats.${place + 1}`,
  ])
  const rows = choices.map(({ person, offers, chosen }) => [person, ...offers.flat(), chosen + 1].join(','))
  return [['id', ...heads.flat(), 'picked'].join(','), ...rows].join('\n')
}

export const longSpec = {
  title: 'Made up',
  form: 'long',
  person: 'id',
  task: 'task',
  alternative: 'alt',
  chosen: { coded: 'flag', column: 'choice' },
  columns: { price: { from: 'price' }, range: { from: 'range' }, seats: { from: 'seats' } },
  terms: [
    { name: 'price', of: ['price'] },
    { name: 'range', of: ['range'] },
    { name: 'seats', of: ['seats'] },
  ],
}

export const wideSpec = {
  title: 'Made up',
  form: 'wide',
  alternatives: ['1', '2', '3'],
  person: 'id',
  chosen: { coded: 'index', column: 'picked' },
  columns: {
    price: { from: 'price.{alternative}' },
    range: { from: 'range.{alternative}' },
    seats: { from: 'seats.{alternative}' },
  },
  terms: longSpec.terms,
}
