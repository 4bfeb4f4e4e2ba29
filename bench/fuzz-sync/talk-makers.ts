import { speakerSchema } from '../../core/discovery/speaker.ts'
import {
  answerIdSchema,
  remarkIdSchema,
  shortlistChoiceIdSchema,
  unmetNeedIdSchema,
  variantIdSchema,
} from '../../core/ids.ts'
import { languages, type Maker, one, type Scene, some, visitedOf } from './scene.ts'

type Said = 'answer' | 'remark' | 'readBack' | 'feltHeard' | 'unmetNeed' | 'shortlistChoice'

/** Says what a conversation leaves. */
export const talkMakers: { readonly [E in Said]: Maker<E> } = {
  answer(scene) {
    const { chance } = scene
    const visited = visitedOf(scene)
    if (visited === null) return null
    const isWithdrawn = chance.isTrue(0.15)
    const of: [string, string] = ['honda/city/1-2l-cvt', 'toyota/yaris/ativ']
    return {
      ...visited,
      questionId: chance.pick(['people-driver', 'budget', 'use', `cars?${of.join('+')}`]),
      state: isWithdrawn ? 'withdrawn' : 'answered',
      value: isWithdrawn
        ? null
        : chance.pick([
            { type: 'choices' as const, codes: ['city', 'long-road'] },
            { type: 'number' as const, number: chance.below(20) },
            { type: 'text' as const },
            { type: 'graded' as const, of, grade: chance.below(5) - 2 },
            { type: 'picked' as const, of, most: of[0], least: chance.isTrue(0.5) ? of[1] : null },
            { type: 'picked' as const, of, most: of[0], least: null, next: [of[1]] },
            { type: 'levelled' as const, of: 'seats', level: chance.below(7) },
          ]),
      ownWords: chance.newWord(),
      language: chance.pick(languages),
      bankVersion: '1',
      supersedesIds: some(scene, 'answer', answerIdSchema),
      speaker: speakerOf(scene),
      confirmsRemarkId: chance.isTrue(0.2) ? one(scene, 'remark', remarkIdSchema) : null,
      restoresId: chance.isTrue(0.1) ? one(scene, 'answer', answerIdSchema) : null,
    }
  },
  remark(scene) {
    const { chance } = scene
    const visited = visitedOf(scene)
    if (visited === null) return null
    const removed = chance.isTrue(0.15)
    return {
      ...visited,
      text: removed ? '' : chance.newWord(),
      language: chance.pick(languages),
      speaker: speakerOf(scene),
      topicId: chance.isTrue(0.4) ? chance.pick(['load', 'roads']) : null,
      supersedesIds: some(scene, 'remark', remarkIdSchema),
      removed,
    }
  },
  readBack(scene) {
    const { chance } = scene
    const visited = visitedOf(scene)
    if (visited === null) return null
    return {
      ...visited,
      language: chance.pick(languages),
      lines: Array.from({ length: 1 + chance.below(3) }, () => {
        const state = chance.pick(['as-read', 'corrected'] as const)
        return {
          answerIds: some(scene, 'answer', answerIdSchema),
          text: chance.newWord(),
          state,
          said: state === 'corrected' ? chance.newWord() : '',
        }
      }),
      agreed: chance.isTrue(0.7),
    }
  },
  feltHeard(scene) {
    const visited = visitedOf(scene)
    if (visited === null) return null
    return { ...visited, level: 1 + scene.chance.below(5), inCustomerView: scene.chance.isTrue(0.7) }
  },
  unmetNeed(scene) {
    const { chance } = scene
    const visited = visitedOf(scene)
    if (visited === null) return null
    return {
      ...visited,
      attribute: chance.pick(['seats', 'fuel']),
      test: chance.pick([
        { type: 'number' as const, atLeast: 7, atMost: null },
        { type: 'one-of' as const, codes: ['diesel'] },
      ]),
      together: chance.isTrue(0.3)
        ? [{ attribute: 'priceMinor', test: { type: 'number' as const, atLeast: null, atMost: 4_000_000 } }]
        : [],
      ownWords: chance.newWord(),
      answerId: one(scene, 'answer', answerIdSchema),
      stands: chance.isTrue(0.8),
      followsIds: some(scene, 'unmetNeed', unmetNeedIdSchema),
    }
  },
  shortlistChoice(scene) {
    const { chance } = scene
    const visited = visitedOf(scene)
    if (visited === null) return null
    const isOverruled = chance.isTrue(0.5)
    return {
      ...visited,
      followsIds: some(scene, 'shortlistChoice', shortlistChoiceIdSchema),
      relaxed: chance.isTrue(0.5) ? ['people-driver|seats|{"atLeast":7,"atMost":null,"type":"number"}'] : [],
      overruled: isOverruled
        ? { order: [variantIdSchema.parse('toyota/yaris/ativ')], reason: chance.newWord() }
        : null,
    }
  },
}

const speakerOf = ({ chance }: Scene) => (chance.isTrue(0.5) ? chance.pick(speakerSchema.options) : null)
