import fc from 'fast-check'
import { expect, test } from 'vitest'
import { attributeNames, type Figure } from '../catalogue/attribute.ts'
import type { Catalogue } from '../catalogue/catalogue.ts'
import { figureText } from '../catalogue/figure-text.ts'
import { preferencesOf, type RuleTest } from '../discovery/preferences.ts'
import { anyAnswers } from '../discovery/test-answers.ts'
import { smallBank } from '../discovery/test-bank.ts'
import { languageSchema } from '../market/language.ts'
import { pakistan } from '../market/test-market.ts'
import { judgeRules } from './judge-rules.ts'
import { prepareCatalogue } from './prepare-catalogue.ts'
import { sayFact } from './say-fact.ts'
import { shortlistSchema } from './shortlist.ts'
import { models, shortlist } from './test-shortlist.ts'
import { anyCatalogue } from './test-vehicles.ts'

const anyCase = fc.record({
  catalogue: anyCatalogue,
  answers: anyAnswers(smallBank),
  language: fc.constantFrom(...languageSchema.options),
})

function figureOf(
  catalogue: Catalogue,
  variantId: string,
  attribute: (typeof attributeNames)[number],
): Figure {
  const variant = catalogue.variants.find(({ id }) => id === variantId)
  return variant?.figures[attribute] ?? { type: 'unknown' }
}

/** The rule read anew from its definition: every value that the source allows breaks it. */
function certainlyBreaks(test: RuleTest, known: Figure): boolean {
  if (known.type === 'unknown') return false
  if (test.type === 'number')
    return (
      known.type === 'number' && (known.max < (test.atLeast ?? -1e15) || known.min > (test.atMost ?? 1e15))
    )
  const { codes } = test
  if (known.type !== 'code') return false
  return known.codes.every((code) => codes.includes(code) === (test.type === 'none-of'))
}

test('a shortlist is whole: three models at most, each with a catch, and every sentence finished', () => {
  fc.assert(
    fc.property(anyCase, ({ catalogue, answers, language }) => {
      const list = shortlist(catalogue, answers, language)
      shortlistSchema.parse(list)
      expect(list.considered).toBe(catalogue.variants.length)
      expect(new Set(models(list)).size).toBe(list.picks.length)
      const sentences = [
        ...list.removed.map((removed) => removed.sentence),
        ...list.picks.flatMap((pick) => [...pick.reasons, pick.catch].map((line) => line.sentence)),
      ]
      for (const sentence of sentences) expect(sentence).not.toMatch(/undefined|NaN|null/)
      for (const { utility } of list.picks) expect(utility).toBe(Number(utility.toFixed(3)))
    }),
    { numRuns: 40 },
  )
})

test('no pick certainly breaks a hard rule, and each rule counts exactly the vehicles that do', () => {
  fc.assert(
    fc.property(anyCase, ({ catalogue, answers }) => {
      const { rules } = preferencesOf(smallBank, answers)
      const list = shortlist(catalogue, answers)
      for (const rule of rules) {
        const broken = catalogue.variants.filter(({ id }) =>
          certainlyBreaks(rule.test, figureOf(catalogue, id, rule.attribute)),
        )
        for (const { variantId } of list.picks) expect(broken.map(({ id }) => id)).not.toContain(variantId)
        const counts = list.removed
          .filter(({ answerId }) => answerId === rule.answerId)
          .map(({ count }) => count)
        if (broken.length > 0) expect(counts).toContain(broken.length)
      }
    }),
    { numRuns: 40 },
  )
})

test('no attribute is both a reason and the catch of one pick', () => {
  fc.assert(
    fc.property(anyCase, ({ catalogue, answers, language }) => {
      for (const pick of shortlist(catalogue, answers, language).picks)
        expect(pick.reasons.map(({ attribute }) => attribute)).not.toContain(pick.catch.attribute)
    }),
    { numRuns: 40 },
  )
})

test('forgetting a figure never sets a vehicle aside', () => {
  const cases = fc.tuple(anyCase, fc.nat(), fc.constantFrom(...attributeNames))
  fc.assert(
    fc.property(cases, ([{ catalogue, answers }, position, attribute]) => {
      const at = position % Math.max(1, catalogue.variants.length)
      const forgotten = withoutFigure(catalogue, catalogue.variants[at]?.id ?? '', attribute)
      const before = shortlist(catalogue, answers).removed
      for (const { answerId, count } of shortlist(forgotten, answers).removed) {
        const counts = before
          .filter((removed) => removed.answerId === answerId)
          .map((removed) => removed.count)
        expect(Math.max(0, ...counts)).toBeGreaterThanOrEqual(count)
      }
    }),
    { numRuns: 40 },
  )
})

test('the order of answers changes nothing', () => {
  const cases = anyCase.chain((one) =>
    fc.tuple(fc.constant(one), fc.shuffledSubarray([...one.answers], { minLength: one.answers.length })),
  )
  fc.assert(
    fc.property(cases, ([{ catalogue, answers, language }, shuffled]) => {
      expect(shortlist(catalogue, shuffled, language)).toEqual(shortlist(catalogue, answers, language))
    }),
    { numRuns: 40 },
  )
})

test('each reason and catch goes when its answer or its fact goes', () => {
  fc.assert(
    fc.property(anyCase, ({ catalogue, answers, language }) => {
      for (const pick of shortlist(catalogue, answers, language).picks)
        for (const line of [...pick.reasons, pick.catch]) {
          if (line.answerId === null || line.attribute === null) continue
          expect(answers.find(({ id }) => id === line.answerId)?.questionId).toBe(line.questionId)
          const unsaid = answers.filter(({ questionId }) => questionId !== line.questionId)
          const without = shortlist(catalogue, unsaid, language)
          const left = without.picks.flatMap((other) => [...other.reasons, other.catch])
          expect(left.map(({ answerId }) => answerId)).not.toContain(line.answerId)
        }
      for (const pick of shortlist(catalogue, answers, language).picks)
        for (const { attribute, sentence } of pick.reasons) {
          if (attribute === null) throw new Error('A reason without a fact')
          const known = figureOf(catalogue, pick.variantId, attribute)
          const text = figureText(attribute, known, pakistan, language)
          expect(sentence.toLowerCase()).toContain(text.toLowerCase())
          const forgotten = shortlist(withoutFigure(catalogue, pick.variantId, attribute), answers, language)
          const same = forgotten.picks.find(({ variantId }) => variantId === pick.variantId)
          expect(same?.reasons.map((reason) => reason.attribute) ?? []).not.toContain(attribute)
        }
    }),
    { numRuns: 40 },
  )
})

test('why the runner-up is not shown goes when its answer goes', () => {
  fc.assert(
    fc.property(anyCase, ({ catalogue, answers, language }) => {
      const { runnerUp } = shortlist(catalogue, answers, language)
      if (!runnerUp || runnerUp.answerId === null) return
      const { answerId, questionId, attribute } = runnerUp
      expect(answers.find(({ id }) => id === answerId)?.questionId).toBe(questionId)
      expect(attribute).not.toBeNull()
      const unsaid = answers.filter((answer) => answer.questionId !== questionId)
      expect(shortlist(catalogue, unsaid, language).runnerUp?.answerId).not.toBe(answerId)
    }),
    { numRuns: 40 },
  )
})

test('no sentence of it, whatever it is about, quotes an answer that is gone', () => {
  fc.assert(
    fc.property(anyCase, ({ catalogue, answers, language }) => {
      const marked = answers.map((answer, at) => ({ ...answer, ownWords: `said-${at}-so` }))
      const rules = judgeRules(prepareCatalogue(catalogue), preferencesOf(smallBank, marked))
      const relaxed = rules.slice(0, 1).map(({ ruleKey }) => ruleKey)
      const text = JSON.stringify(shortlist(catalogue, marked, { language, relaxed }))
      for (const { ownWords, questionId } of marked) {
        if (!text.includes(ownWords)) continue
        const unsaid = marked.filter((other) => other.questionId !== questionId)
        expect(JSON.stringify(shortlist(catalogue, unsaid, { language, relaxed }))).not.toContain(ownWords)
      }
    }),
    { numRuns: 20 },
  )
})

test('a catch, and why the runner-up is not shown, are said otherwise when their fact is not known', () => {
  fc.assert(
    fc.property(anyCase, ({ catalogue, answers, language }) => {
      const list = shortlist(catalogue, answers, language)
      for (const { variantId, catch: caught } of list.picks) {
        const { attribute, sentence } = caught
        if (attribute === null || figureOf(catalogue, variantId, attribute).type === 'unknown') continue
        const forgotten = shortlist(withoutFigure(catalogue, variantId, attribute), answers, language)
        const same = forgotten.picks.find((pick) => pick.variantId === variantId)
        expect(same?.catch.sentence).not.toBe(sentence)
      }
      const { runnerUp } = list
      for (const attribute of attributeNames) {
        const known = runnerUp && figureOf(catalogue, runnerUp.variantId, attribute)
        if (!known || known.type === 'unknown') continue
        const fact = sayFact(attribute, known, { pack: pakistan, language })
        if (!runnerUp.whyNot.startsWith(fact)) continue
        const forgotten = shortlist(
          withoutFigure(catalogue, runnerUp.variantId, attribute),
          answers,
          language,
        )
        if (forgotten.runnerUp?.variantId === runnerUp.variantId)
          expect(forgotten.runnerUp.whyNot.startsWith(fact)).toBe(false)
      }
    }),
    { numRuns: 20 },
  )
})

function withoutFigure(
  catalogue: Catalogue,
  variantId: string,
  attribute: (typeof attributeNames)[number],
): Catalogue {
  return {
    ...catalogue,
    variants: catalogue.variants.map((variant) =>
      variant.id === variantId
        ? { ...variant, figures: { ...variant.figures, [attribute]: { type: 'unknown' } } }
        : variant,
    ),
  }
}
