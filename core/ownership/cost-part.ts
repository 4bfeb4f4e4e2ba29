/** What owning a vehicle costs, in the order in which people read it. */
export const costPartCodes = ['energy', 'service', 'insurance', 'tax', 'loss'] as const
export type CostPartCode = (typeof costPartCodes)[number]

/** Of a number that is not known more closely; both ends are the same where it is. */
export interface Span {
  readonly least: number
  readonly most: number
}

/** Something that a cost was worked out from, in words. */
export interface CostInput {
  readonly name: string
  readonly text: string
  /** `null` for what the customer said. */
  readonly source: string | null
  readonly asOf: string | null
  /** Published until a day that is over, with nothing later known. */
  readonly isOld: boolean
  /** Nobody said it: it stands for what is usual. */
  readonly isAssumed: boolean
}

/** One part of what owning costs. */
export interface CostPart {
  readonly code: CostPartCode
  readonly name: string
  /** In minor units, rounded; `null` where it is not known. */
  readonly amountMinor: Span | null
  readonly text: string
  /** How it is worked out with the numbers in it, or what is missing to do so. */
  readonly formula: string
  readonly inputs: readonly CostInput[]
}
