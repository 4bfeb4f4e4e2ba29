import type { Talk } from './use-conversation.ts'

/** Whether nothing is left to ask that would help to choose, for whatever reason: what is left serves the person. */
export const isEnough = ({ advice }: Pick<Talk, 'advice'>): boolean =>
  advice !== null && (advice.enough !== null || advice.next === null)
