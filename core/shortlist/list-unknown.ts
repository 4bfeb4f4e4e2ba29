import { type Attribute, attributeNames } from '../catalogue/attribute.ts'
import { attributeLabel } from '../catalogue/figure-text.ts'
import type { Preferences } from '../discovery/preferences.ts'
import { appliesAt } from './applies.ts'
import type { Judgement } from './judge-rules.ts'
import { figureAt, type PreparedCatalogue } from './prepare-catalogue.ts'
import { sayFact, type Voice } from './say-fact.ts'
import { say } from './sentences.ts'

export interface UnknownLine {
  readonly attribute: Attribute
  readonly label: string
}

/**
 * What counts for this customer and is not known of this vehicle, each as a whole phrase: "Boot: not known". A
 * range that a hard rule cuts through is said too, for it is not known on which side this vehicle stands.
 */
export function listUnknown(
  prepared: PreparedCatalogue,
  preferences: Preferences,
  judgements: readonly Judgement[],
  index: number,
  voice: Voice,
): readonly UnknownLine[] {
  const { language, pack } = voice
  return attributeNames.flatMap((attribute) => {
    const figure = figureAt(prepared, index, attribute)
    if (figure.type !== 'unknown') {
      const isCut = judgements.some(
        (judgement) => judgement.attribute === attribute && judgement.verdicts[index] === 'range',
      )
      const words = { fact: sayFact(attribute, figure, voice) }
      return isCut ? [{ attribute, label: say('severalTogether', language, words) }] : []
    }
    if (!counts(attribute, preferences, judgements)) return []
    if (!appliesAt(prepared, index, attribute)) return []
    return [
      { attribute, label: say('notKnown', language, { label: attributeLabel(attribute, language, pack) }) },
    ]
  })
}

function counts(attribute: Attribute, preferences: Preferences, judgements: readonly Judgement[]): boolean {
  return (
    preferences.weights.has(attribute) ||
    preferences.tastes.some((taste) => taste.attribute === attribute) ||
    judgements.some((judgement) => judgement.attribute === attribute)
  )
}
