import { foldLetters } from '../market/fold-letters.ts'

/** A colour to draw a vehicle in, near enough to be known again; never what it is sold by. */
export interface Paint {
  readonly code: PaintCode
  /** As `#1a1c1f`. */
  readonly hex: string
  /** Whether lines on it have to be lighter than it to be seen. */
  readonly isDark: boolean
}

/**
 * The paint that a colour names as people and makers write it, in English, Urdu or Roman Urdu: "Attitude Black",
 * "موتی سفید", "dark blue". The last word that names one counts. `null` where none does.
 */
export function paintOf(colour: string): Paint | null {
  const words = foldLetters(colour)
    .split(/[^\p{L}]+/u)
    .filter((word) => word !== '')
  const code = words.findLast((word) => codeByWord.has(word))
  const found = code === undefined ? undefined : codeByWord.get(code)
  if (found === undefined) return null
  const [even, dark, light] = paints[found].hexes
  const hex = words.some((word) => darkWords.has(word))
    ? dark
    : words.some((word) => lightWords.has(word))
      ? light
      : even
  return { code: found, hex, isDark: luminance(hex) < darkest }
}

/** Of each the plain, the dark and the light shade, and the words that name it; Urdu as people say it, too. */
const paints = {
  white: {
    hexes: ['#f4f4f1', '#e2e2de', '#fbfbfa'],
    words: 'white pearl ivory snow polar frost safed sufaid سفید وائٹ موتی پرل',
  },
  black: {
    hexes: ['#1c1e21', '#121315', '#33373b'],
    words: 'black ebony obsidian onyx kala kali siyah سیاہ کالا کالی بلیک',
  },
  silver: {
    hexes: ['#c3c8cc', '#9fa5aa', '#dadee1'],
    words: 'silver chandi سلور چاندی',
  },
  grey: {
    hexes: ['#7d8489', '#4b5156', '#a8aeb2'],
    words: 'grey gray graphite gunmetal charcoal titanium granite slate steel surmai سرمئی گرے سلیٹی گرافائٹ',
  },
  red: {
    hexes: ['#b52a2d', '#7c1b22', '#d8504f'],
    words: 'red scarlet crimson ruby lal surkh سرخ لال ریڈ',
  },
  maroon: {
    hexes: ['#6f1d2a', '#4f141e', '#8d3341'],
    words: 'maroon burgundy wine میرون عنابی',
  },
  blue: {
    hexes: ['#24549b', '#182f5c', '#6ea3dd'],
    words: 'blue navy azure sapphire cobalt neela neeli نیلا نیلی نیوی بلیو',
  },
  turquoise: {
    hexes: ['#1f8a8f', '#13595e', '#63c0c2'],
    words: 'turquoise teal cyan aqua firozi فیروزی ٹیل',
  },
  green: {
    hexes: ['#2f6b45', '#1d4530', '#7fae8c'],
    words: 'green emerald olive sabz hara hari سبز ہرا ہری گرین زیتونی',
  },
  brown: {
    hexes: ['#6b4a35', '#452f22', '#93705a'],
    words: 'brown bronze copper mocha coffee chocolate bhura بھورا بھوری براؤن کانسی',
  },
  beige: {
    hexes: ['#d6c7a8', '#b7a684', '#e8dec8'],
    words: 'beige champagne sand cream gold golden khaki sunehra سنہرا سنہری گولڈن خاکی بیج کریم شیمپین',
  },
  yellow: {
    hexes: ['#e3bb2a', '#b8921a', '#f0d56b'],
    words: 'yellow peela peeli zard پیلا پیلی زرد ییلو',
  },
  orange: {
    hexes: ['#d9692a', '#a94c1a', '#ea9660'],
    words: 'orange narangi نارنجی اورنج',
  },
  purple: {
    hexes: ['#5b3a7e', '#3d2657', '#8f70b3'],
    words: 'purple violet plum jamni جامنی بنفشی',
  },
  pink: {
    hexes: ['#d1839b', '#a85d76', '#e5b0c0'],
    words: 'pink rose gulabi گلابی',
  },
} as const

type PaintCode = keyof typeof paints

const wordsOf = (text: string): readonly string[] => text.split(' ').map(foldLetters)

const isCode = (code: string): code is PaintCode => code in paints
const codeByWord: ReadonlyMap<string, PaintCode> = new Map(
  Object.entries(paints).flatMap(([code, { words }]) =>
    isCode(code) ? wordsOf(words).map((word): [string, PaintCode] => [word, code]) : [],
  ),
)
const darkWords: ReadonlySet<string> = new Set(wordsOf('dark deep midnight navy gehra gehri گہرا گہری ڈارک'))
const lightWords: ReadonlySet<string> = new Set(wordsOf('light sky ice pale halka halki ہلکا ہلکی لائٹ'))

/** Lines in black on anything lighter keep 3:1, the contrast of WCAG 2.2 for drawings. */
const darkest = 0.05

/** Relative luminance, WCAG 2.2. @param hex as `#1a1c1f` @returns 0 (black) to 1 (white) */
function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}
