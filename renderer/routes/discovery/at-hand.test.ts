import { expect, it } from 'vitest'
import { bankWithTemplates, templates } from '../../../core/discovery/test-templates.ts'
import { questionIdsAtHand } from './at-hand.ts'

const subjects = {
  vehicles: ['toyota/yaris/ativ', 'honda/city/1-2l-cvt', 'suzuki/alto/vxl'],
  attributes: ['seats', 'airbags', 'bootLitres', 'priceMinor', 'powerHp'],
}

it('a question of the bank itself is always at hand', () => {
  const question = bankWithTemplates.topics[0]?.questions[0]
  expect(question && questionIdsAtHand(question, subjects)).toEqual([question?.id])
})

it('this or that is asked of the first against each of the other two', () => {
  expect(questionIdsAtHand(templates.pair, subjects)).toEqual([
    'cars.pair?honda/city/1-2l-cvt+toyota/yaris/ativ',
    'cars.pair?suzuki/alto/vxl+toyota/yaris/ativ',
  ])
})

it('one of three, and the most and least of four, are asked of the nearest', () => {
  expect(questionIdsAtHand(templates.three, subjects)).toHaveLength(1)
  expect(questionIdsAtHand(templates.four, subjects)).toEqual([
    'matters.four?airbags+bootLitres+priceMinor+seats',
  ])
})

it('with too few to ask about there is nothing to ask', () => {
  const one = { vehicles: ['suzuki/alto/vxl'], attributes: [] }
  for (const template of Object.values(templates)) expect(questionIdsAtHand(template, one)).toEqual([])
})
