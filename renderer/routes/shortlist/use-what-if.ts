import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { WhatIf } from '../../../core/shortlist/what-if.ts'
import { useLanguage, useNorthstar } from '../../northstar.tsx'

/** What was tried is asked again soon enough when it is tried again. */
const keptMs = 10_000

/** What the shortlist would be, as a slider moves: one call at a time, and always the latest place after it. */
export function useWhatIf(opportunityId: string, whatIf: WhatIf) {
  const { orpc } = useNorthstar()
  const language = useLanguage()
  const [asked, setAsked] = useState(whatIf)
  const query = useQuery(
    orpc.shortlist.whatIf.queryOptions({
      input: { opportunityId, language, whatIf: { ...asked, emphasis: [...asked.emphasis] } },
      placeholderData: keepPreviousData,
      gcTime: keptMs,
    }),
  )
  if (!query.isFetching && asked !== whatIf) setAsked(whatIf)
  return query
}
