import { describe, expect, it } from 'vitest'
import { addScreenWords, createWords } from './i18n.ts'
import { resources } from './resources.ts'

type Words = { readonly [key: string]: string | Words }

function flat(words: Words, path = ''): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(words).flatMap(([key, value]) =>
      typeof value === 'string' ? [[`${path}${key}`, value] as const] : [...flat(value, `${path}${key}.`)],
    ),
  )
}
/** `{{value}}` as i18next puts it in, `{element}` as `Sentence` does. */
const placeholders = (text: string) => (text.match(/\{{1,2}\w+\}{1,2}/g) ?? []).sort()
const english: Readonly<Record<string, Words>> = resources.en
const urdu: Readonly<Record<string, Words>> = resources.ur

describe.each(Object.keys(english))('the words of %s', (screen) => {
  const en = flat(english[screen] ?? {})
  const ur = flat(urdu[screen] ?? {})

  it('have the same keys in both languages', () => {
    expect([...ur.keys()].sort()).toEqual([...en.keys()].sort())
  })

  it('are in Arabic script in Urdu, but for names in Latin letters by design', () => {
    const latin = [...ur].filter(
      ([, text]) => !/[\u0600-\u06ff]/.test(text.replace(/\{{1,2}\w+\}{1,2}/g, 'ا')),
    )
    expect(latin.filter(([key]) => !key.endsWith('english') && key !== 'exports.csv')).toEqual([])
  })

  it('keep every placeholder', () => {
    for (const [key, text] of en)
      expect([key, placeholders(ur.get(key) ?? '')]).toEqual([key, placeholders(text)])
  })

  it('are never empty', () => {
    expect([...en, ...ur].filter(([, text]) => text.trim() === '')).toEqual([])
  })
})

it('both languages hold the same screens', () => {
  expect(Object.keys(urdu).sort()).toEqual(Object.keys(english).sort())
})

it('a switch of language takes effect at once', () => {
  const words = createWords()
  expect(words.t('rail.today')).toBe('Today')
  void words.changeLanguage('ur')
  expect(words.t('rail.today')).toBe('آج')
})

it('the words of the screens come later, in both languages, and once', async () => {
  const words = createWords()
  expect(words.hasResourceBundle('en', 'today')).toBe(false)
  await addScreenWords(words)
  await addScreenWords(words)
  for (const language of ['en', 'ur'] as const)
    for (const screen of Object.keys(english))
      expect([screen, words.getResourceBundle(language, screen)]).toEqual([
        screen,
        (language === 'en' ? english : urdu)[screen],
      ])
})
