import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readSpelled, spell } from './spelled.ts'

const bytes = Uint8Array.from({ length: 60 }, (_, index) => (index * 37) & 255)
const text = (lines: readonly string[]) => lines.join('\n')

describe('bytes spelled as lines', () => {
  it('come back as they were', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (some) => {
        expect(readSpelled(text(spell(some)))).toEqual({ type: 'bytes', bytes: some })
      }),
    )
  })

  it('may be typed in small letters, without spaces, with O and I and L, and with Urdu digits', () => {
    const typed = text(spell(bytes))
      .toLowerCase()
      .replace(/ /g, '-')
      .replaceAll('0', 'o')
      .replaceAll('1', 'l')
      .replaceAll('4', '۴')
    expect(readSpelled(typed)).toEqual({ type: 'bytes', bytes })
  })

  it('name the line in which a symbol was mistyped, left out, or is none', () => {
    const lines = spell(bytes)
    expect(lines.length).toBeGreaterThan(3)
    const at = (line: number, change: (text: string) => string) =>
      readSpelled(text(lines.map((one, index) => (index === line - 1 ? change(one) : one))))
    expect(at(3, (line) => (line.startsWith('7') ? '8' : '7') + line.slice(1))).toEqual({
      type: 'mistyped',
      line: 3,
    })
    expect(at(2, (line) => line.slice(1))).toEqual({ type: 'mistyped', line: 2 })
    expect(at(4, (line) => `${line.slice(0, -1)}*`)).toEqual({ type: 'mistyped', line: 4 })
    const [first = '', second = '', ...rest] = lines
    expect(readSpelled(text([second, first, ...rest]))).toEqual({ type: 'mistyped', line: 1 })
  })

  it('say that the end is missing, or that there is more than one text', () => {
    const lines = spell(bytes)
    expect(readSpelled(text(lines.slice(0, -1)))).toEqual({ type: 'cut-off' })
    expect(readSpelled('')).toEqual({ type: 'cut-off' })
    expect(readSpelled(text([...lines, ...lines])).type).toBe('mistyped')
  })

  it('are never read as others when one symbol was changed', () => {
    fc.assert(
      fc.property(fc.nat(), fc.constantFrom(...'0123456789ABCDEFGHJKMNPQRSTVWXYZ'), (where, symbol) => {
        const spelled = text(spell(bytes))
        const at = where % spelled.length
        const typed = spelled.slice(0, at) + symbol + spelled.slice(at + 1)
        const read = readSpelled(typed)
        if (read.type === 'bytes') expect(read.bytes).toEqual(bytes)
      }),
    )
  })
})
