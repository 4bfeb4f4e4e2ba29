import { useTranslation } from 'react-i18next'
import { sizeOf } from './size.ts'

/** Gives a size in bytes as words of the screen: `4.2 MB`. */
export function useSizeText(): (bytes: number) => string {
  const { t } = useTranslation('backups')
  return (bytes) => {
    const { size, unit } = sizeOf(bytes)
    return t(`size.${unit}`, { size })
  }
}
