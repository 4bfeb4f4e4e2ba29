import { TextInput } from '@mantine/core'
import { useHotkeys } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import typedStyles from '../../components/typed.module.css'
import { useTypedText } from './use-typed-text.ts'
import styles from './vehicle-list.module.css'

const pauseMs = 180

/** Words of a vehicle's name; a slash from anywhere on the screen goes there. */
export function WordField() {
  const { t } = useTranslation('vehicles')
  const [text, setText] = useTypedText('q', pauseMs)
  const field = useRef<HTMLInputElement>(null)
  useHotkeys([['/', () => field.current?.focus()]])
  return (
    <search className={styles.search}>
      <TextInput
        ref={field}
        className={typedStyles.words}
        size="lg"
        type="search"
        autoComplete="off"
        spellCheck={false}
        maxLength={200}
        aria-label={t('words')}
        placeholder={t('words')}
        leftSection={<IconSearch aria-hidden size={22} stroke={1.6} />}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
    </search>
  )
}
