import { firstWords } from './first-words.ts'
import { screenWords } from './screen-words.ts'

/** The application's own words: a file for each screen and language, named for the screen's folder. */
export const resources = {
  en: { ...firstWords.en, ...screenWords.en },
  ur: { ...firstWords.ur, ...screenWords.ur },
}
