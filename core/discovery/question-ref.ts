/**
 * Which question an answer is about, as its `questionId` says it: a question of the bank by its id, and one that was
 * made from a template as `<template id>?<subject>+<subject>...`. The subjects are sorted and each stands once, so that
 * the same pair asked twice, either way round, is the same question.
 */

/** What `+` and `?` part is never in a subject: they are ids of variants and names of attributes. */
const subjectsAfter = '?'
const between = '+'

/**
 * The id of the question that a template makes of these subjects; the template's own id where there are none.
 * @param subjects ids of variants or names of attributes, in any order
 */
export function questionRef(templateId: string, subjects: readonly string[]): string {
  if (subjects.length === 0) return templateId
  return `${templateId}${subjectsAfter}${[...new Set(subjects)].sort().join(between)}`
}

/** The id in the bank of the question, or of the template that it was made from. */
export function templateOf(questionId: string): string {
  const [templateId = questionId] = questionId.split(subjectsAfter, 1)
  return templateId
}

/** What a question made from a template is about, sorted; empty for a question of the bank itself. */
export function subjectsOf(questionId: string): readonly string[] {
  const at = questionId.indexOf(subjectsAfter)
  return at === -1 ? [] : questionId.slice(at + 1).split(between)
}
