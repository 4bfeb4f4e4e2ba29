import { momentText } from '../../clock-text.ts'
import { useDateLocale, useTimeZone } from '../../northstar.tsx'

/** Says an instant on the store's wall: `22 November 2026 14:05`. */
export function useWhen(): (instantMs: number) => string {
  const timeZone = useTimeZone()
  const said = useDateLocale()
  return (instantMs) => momentText(instantMs, timeZone, said)
}
