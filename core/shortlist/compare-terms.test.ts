import { expect, test } from 'vitest'
import { preferencesOf } from '../discovery/preferences.ts'
import { answersOf, choices } from '../discovery/test-answers.ts'
import { smallBank } from '../discovery/test-bank.ts'
import { compareTerms } from './compare-terms.ts'
import { prepareCatalogue } from './prepare-catalogue.ts'
import { catalogueOf, figure } from './test-vehicles.ts'
import { askedTerms } from './utility.ts'

const prepared = prepareCatalogue(
  catalogueOf({
    'maker/a/a': { groundClearanceMm: figure(100) },
    'maker/b/a': { groundClearanceMm: figure(200) },
    'maker/c/a': { groundClearanceMm: figure(200) },
    'maker/d/a': {},
    'maker/e/a': { groundClearanceMm: figure(200) },
  }),
)
const answers = answersOf({ questionId: 'roads.kind', value: choices('broken') })
const terms = askedTerms(prepared, preferencesOf(smallBank, answers))

test('the mean and the best are taken over the eligible vehicles whose figure is known', () => {
  expect(compareTerms(terms, [0, 1, 3])).toMatchObject([{ mean: 0.5, bestIndex: 1 }])
  expect(compareTerms(terms, [0, 2, 4])).toMatchObject([{ mean: 2 / 3, bestIndex: 2 }])
})

test('where no eligible vehicle is known there is no best', () => {
  expect(compareTerms(terms, [3])).toMatchObject([{ bestIndex: -1 }])
})
