import type { Talk } from './use-conversation.ts'

/** Whether no answer would change what is shown by enough: what is left to ask serves the person. */
export const isEnough = ({ advice }: Pick<Talk, 'advice'>): boolean =>
  advice !== null && (advice.enough !== null || advice.next === null)
