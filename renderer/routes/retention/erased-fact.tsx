import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { hourText } from '../../clock-text.ts'
import { isolate } from '../../isolate.ts'
import { useLanguage, useTimeZone } from '../../northstar.tsx'

/** “Erased 14:03:07.”, where the focus goes when the row that was erased is gone. */
export function ErasedFact({ at }: { readonly at: number }) {
  const { t } = useTranslation('retention')
  const language = useLanguage()
  const timeZone = useTimeZone()
  const said = useRef<HTMLParagraphElement>(null)
  useEffect(() => said.current?.focus(), [])
  return (
    <p ref={said} role="status" tabIndex={-1}>
      {t('erased', { time: isolate(hourText(at, timeZone, 'second'), language) })}
    </p>
  )
}
