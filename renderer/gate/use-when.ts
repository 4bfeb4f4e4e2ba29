import { momentText } from '../clock-text.ts'
import { useWordsLanguage } from './gate-page.tsx'

/** Day and time on this machine's wall: the store's own time zone lies in the data that is not open. */
export function useWhen(): (instantMs: number) => string {
  const language = useWordsLanguage()
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions()
  return (instantMs) => momentText(instantMs, timeZone, language)
}
