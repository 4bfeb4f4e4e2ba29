import { z } from 'zod'

/** What belongs together when a talk is summed up, in the order in which it is said. */
export const readBackGroups = ['person', 'use', 'must', 'priorities', 'money', 'timing', 'worries'] as const
export type ReadBackGroup = (typeof readBackGroups)[number]

/** Where the answers of a topic belong; the priorities are the belief's, no topic's. */
export const topicGroupSchema = z.enum(readBackGroups).exclude(['priorities'])
