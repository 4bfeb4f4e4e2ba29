import type { Wording } from '../market/language.ts'
import type { Evidence, Option } from './question-bank.ts'

/** What the chosen options of one question say of one thing, and how they are said back together. */
interface Combined {
  readonly evidence: Exclude<Evidence, { type: 'accept-any' }>
  readonly because: Wording | null
  readonly label: Wording
}

/**
 * Reads the chosen options of one question together: codes required, and codes preferred, of one attribute are
 * alternatives, so any of them will do (the greater weight and strength count), and an option that accepts any code clears both.
 */
export function combineOptions(options: readonly Option[]): readonly Combined[] {
  const all = options.flatMap((option) => option.evidence)
  const anyWillDo = new Set(all.filter(({ type }) => type === 'accept-any').map(({ attribute }) => attribute))
  const combined: Combined[] = []
  for (const { evidence: pieces, because = null, label } of options)
    for (const evidence of pieces) {
      const { type, attribute } = evidence
      if (type === 'accept-any') continue
      const isAlternative = type === 'require-codes' || type === 'prefer-codes'
      if (isAlternative && anyWillDo.has(attribute)) continue
      const at = combined.findIndex(
        (one) => isAlternative && one.evidence.type === type && one.evidence.attribute === attribute,
      )
      const known = combined[at]
      if (!known) combined.push({ evidence, because, label })
      else
        combined[at] = {
          evidence: union(known.evidence, evidence),
          because: null,
          label: { en: `${known.label.en}, ${label.en}`, ur: `${known.label.ur}، ${label.ur}` },
        }
    }
  return combined
}

function union(a: Combined['evidence'], b: Combined['evidence']): Combined['evidence'] {
  if (a.type === 'require-codes' && b.type === 'require-codes')
    return { ...a, oneOf: [...new Set([...a.oneOf, ...b.oneOf])], strength: Math.max(a.strength, b.strength) }
  if (a.type === 'prefer-codes' && b.type === 'prefer-codes')
    return {
      ...a,
      codes: [...new Set([...a.codes, ...b.codes])],
      weight: Math.max(a.weight, b.weight),
      strength: Math.max(a.strength, b.strength),
    }
  return b
}
