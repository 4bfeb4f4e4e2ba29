import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { foldLetters } from './fold-letters.ts'
import { foldName } from './fold-name.ts'
import { nameSpellings } from './name-spellings.ts'

const roman = fc.stringMatching(/^[a-z]{1,12}$/)

describe('a name folded for search', () => {
  it.each([
    ['Muhammad', 'Mohammad Mohammed Mohamed Muhammed Mohd Mohd. Md MUHAMMAD Muḥammad'],
    ['Ahmad', 'Ahmed AHMED'],
    ['Hussain', 'Husain Hussein Hossain'],
    ['Yousuf', 'Yusuf Yousaf Youssef'],
    ['Raheem', 'Rahim'],
    ['Noor', 'Nur Nour'],
    ['Tariq', 'Tarik Tareq'],
    ['Chaudhry', 'Choudhry Chaudhary Chowdhury'],
    ['Usman', 'Osman Uthman'],
    ['محمد', 'مُحَمَّد محمـد'],
    ['علی', 'علي على'],
    ['اکرم', 'اكرم أکرم'],
    ['آصف', 'اصف'],
    ['شاہ', 'شاه شاھ'],
    ['خان', 'خاں'],
    ['رؤف', 'روف'],
  ])('%s is found as %s', (name, spellings) => {
    for (const spelling of spellings.split(' ')) expect(foldName(spelling), spelling).toBe(foldName(name))
  })

  it('keeps different names apart', () => {
    const names = 'Ali Amir Umar Sana Hasan Hussain Nida Nadia Bilal Saeed Syed علی عالی'.split(' ')
    expect(new Set(names.map(foldName)).size).toBe(names.length)
  })

  it('is words with one space between, without marks that a search would take for operators', () => {
    expect(foldName('  Mohd. Ali-Raza,  "O\'Neil" (Jr) * ')).toBe('muhamad ali raza unil jr')
    expect(foldName('عبد\u200cالرحمٰن ۱۲')).toBe('عبدالرحمن 12')
    expect(foldName('...')).toBe('')
  })

  it('changes nothing when it is folded twice', () => {
    const names = fc.oneof(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'binary' }), roman)
    fc.assert(
      fc.property(names, (name) => {
        expect(foldName(foldName(name))).toBe(foldName(name))
        expect(foldLetters(foldLetters(name))).toBe(foldLetters(name))
      }),
      { numRuns: 500 },
    )
  })

  it('lets a name be found while it is typed: each beginning folds to a beginning', () => {
    // No spelling of the list begins with x, so that these words are folded letter by letter alone.
    const words = fc.stringMatching(/^x[aeioukqwvmnh]{0,11}$/)
    expect(nameSpellings.flatMap((line) => line.split(' ')).filter((word) => word.startsWith('x'))).toEqual(
      [],
    )
    fc.assert(
      fc.property(words, fc.nat(), (word, cut) => {
        expect(foldName(word).startsWith(foldName(word.slice(0, cut % (word.length + 1))))).toBe(true)
      }),
    )
    for (const typed of ['m', 'moh', 'muha', 'mohamm', 'mohammad'])
      expect(foldName('Muhammad').startsWith(foldName(typed)), typed).toBe(true)
  })

  it('names each spelling once, so that no name folds two ways', () => {
    const spellings = nameSpellings.flatMap((line) => line.split(' '))
    expect(spellings.filter((spelling, at) => spellings.indexOf(spelling) !== at)).toEqual([])
  })
})
