import { describe, expect, it } from 'vitest'
import { paintOf } from './paint.ts'

describe('the paint that a colour names', () => {
  it.each([
    ['Attitude Black', 'black'],
    ['Crystal White Pearl', 'white'],
    ['Pearl Black', 'black'],
    ['PLATINUM SILVER METALLIC', 'silver'],
    ['Graphite Gray', 'grey'],
    ['Rally Red', 'red'],
    ['سفید', 'white'],
    ['موتی سفید', 'white'],
    ['گہرا نیلا', 'blue'],
    ['كالا', 'black'],
    ['kala', 'black'],
  ])('%s is drawn in %s', (colour, code) => {
    expect(paintOf(colour)?.code).toBe(code)
  })

  it('is darker or lighter where the colour says so', () => {
    const shades = ['dark blue', 'blue', 'light blue'].map((colour) => paintOf(colour)?.hex)
    expect(new Set(shades).size).toBe(3)
    expect(paintOf('گہرا نیلا')?.hex).toBe(paintOf('Dark Blue')?.hex)
  })

  it('is none where nobody can tell, and none for nothing', () => {
    expect(paintOf('Spirited Flame')).toBeNull()
    expect(paintOf('')).toBeNull()
  })

  it('needs lighter lines on it where it is dark', () => {
    expect(paintOf('black')?.isDark).toBe(true)
    expect(paintOf('white')?.isDark).toBe(false)
    expect(paintOf('red')?.isDark).toBe(false)
  })
})
