import { templateOf } from '../discovery/question-ref.ts'
import { needKey } from '../discovery/unmet-need-changes.ts'
import type { DayVisit } from './day-rows.ts'
import { type DiscoveryFigures, meanOf } from './discovery-figures.ts'

/**
 * Counts the conversations of a day's visits, whose order does not matter. A need is said by its attribute until it is
 * given its name.
 * @param topicByQuestionId the topic of each question of the bank; what is of no topic any more covers none
 */
export function countDiscoveries(
  visits: readonly DayVisit[],
  topicByQuestionId: Readonly<Record<string, string>>,
): DiscoveryFigures {
  const topicsOf = ({ questionIds }: DayVisit) =>
    new Set(questionIds.flatMap((id) => topicByQuestionId[templateOf(id)] ?? []))
  const needs = visits.flatMap(({ unmetNeeds }) => [
    ...new Map(unmetNeeds.map((need) => [needKey(need), need])).values(),
  ])
  return {
    topicsCovered: meanOf(visits.filter(({ answers }) => answers > 0).map((visit) => topicsOf(visit).size)),
    feltHeard: meanOf(visits.flatMap(({ feltHeard }) => feltHeard ?? [])),
    unmetNeeds: [...Map.groupBy(needs, needKey)]
      .flatMap(([key, [need, ...others]]) => (need ? [{ key, need, count: 1 + others.length }] : []))
      .sort((a, b) => b.count - a.count || (a.key < b.key ? -1 : 1))
      .map(({ need: { attribute, test, together }, count }) => ({
        attribute,
        test,
        together,
        name: attribute,
        count,
      })),
  }
}
