import { assertNever } from '../assert-never.ts'
import { type Attribute, attributes } from '../catalogue/attribute.ts'
import type { BankFault } from './bank-faults.ts'
import type { Evidence } from './question-bank.ts'

/** What is wrong with what an option says of a vehicle. @param before what the option said until there */
export function evidenceFaults(evidence: Evidence, before: readonly Evidence[]): readonly BankFault[] {
  const { attribute, type } = evidence
  return [
    ...(before.some((one) => one.type === type && one.attribute === attribute)
      ? [{ path: [], wrong: `this option says ${type} of ${attribute} twice`, todo: 'keep one of them' }]
      : []),
    ...attributeFaults(evidence),
  ]
}

function attributeFaults(evidence: Evidence): readonly BankFault[] {
  const { attribute } = evidence
  const wants = (kind: 'number' | 'code') => isKind(attribute, kind, ['attribute'])
  switch (evidence.type) {
    case 'priority':
      return wants('number')
    case 'require':
      return [
        ...(evidence.atLeast === undefined &&
        evidence.atMost === undefined &&
        evidence.atMostRate === undefined
          ? [{ path: [], wrong: 'a rule without a limit', todo: 'add atLeast, atMost or atMostRate' }]
          : []),
        ...rateFaults(evidence),
        ...wants('number'),
      ]
    case 'require-codes':
      return [...wants('code'), ...unknownCodes(attribute, evidence.oneOf, 'oneOf')]
    case 'exclude-codes':
      return [...wants('code'), ...unknownCodes(attribute, evidence.noneOf, 'noneOf')]
    case 'prefer-codes':
      return [...wants('code'), ...unknownCodes(attribute, evidence.codes, 'codes')]
    case 'accept-any':
      return wants('code')
    case 'flexibility':
      return []
    default:
      return assertNever(evidence)
  }
}

function rateFaults({
  attribute,
  atLeast,
  atMost,
  atMostRate,
}: Extract<Evidence, { type: 'require' }>): readonly BankFault[] {
  if (atMostRate === undefined) return []
  const path = ['atMostRate']
  return [
    ...(attribute === 'priceMinor'
      ? []
      : [{ path, wrong: `a rate is no limit of ${attribute}`, todo: 'let it limit priceMinor' }]),
    ...(atLeast === undefined && atMost === undefined
      ? []
      : [{ path, wrong: 'a rate beside another limit', todo: 'leave the other to an evidence of its own' }]),
  ]
}

export function isKind(
  attribute: Attribute,
  kind: 'number' | 'code',
  path: readonly PropertyKey[],
): readonly BankFault[] {
  if (attributes[attribute].kind === kind) return []
  const [wrong, todo] =
    kind === 'number'
      ? [`${attribute} is no number`, 'name a number, or speak of its codes by require-codes or prefer-codes']
      : [`${attribute} has no codes`, 'name an attribute with codes, or speak of it by priority or require']
  return [{ path, wrong, todo }]
}

function unknownCodes(attribute: Attribute, codes: readonly string[], key: string): readonly BankFault[] {
  const known = attributes[attribute]
  if (known.kind !== 'code') return []
  const all: readonly string[] = known.codes
  return codes.flatMap((code, at) =>
    all.includes(code)
      ? []
      : [{ path: [key, at], wrong: `${attribute} has no ${code}`, todo: `write one of ${all.join(', ')}` }],
  )
}
