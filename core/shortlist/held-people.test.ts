import { expect, test } from 'vitest'
import { answersOf, number, upTo } from '../discovery/test-answers.ts'
import { heldPeople } from './held-people.ts'
import { sceneOf } from './test-shortlist.ts'
import { catalogueOf, figure } from './test-vehicles.ts'

test('people that are held are the people of the belief, each in every respect', () => {
  const scene = sceneOf(catalogueOf({ 'maker/one/a': { priceMinor: figure(4_000_000) } }))
  const answers = answersOf(
    { questionId: 'people.seats', value: number(7) },
    { questionId: 'budget.range', value: upTo(4_000_000) },
  )
  const belief = scene.believe(answers, 'test')
  const held = heldPeople(belief)
  const [one, other] = [belief.space.empty(), belief.space.empty()]
  for (let at = 0; at < belief.count; at++) {
    belief.read(at, one)
    held.read(at, other)
    expect(other).toEqual(one)
  }
})
