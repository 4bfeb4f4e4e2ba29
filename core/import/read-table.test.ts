import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readTable } from './read-table.ts'
import { encodings } from './table.ts'
import { notATableReason } from './table-words.ts'
import { badOf, cellsOf, tableOf, utf16 } from './test-table.ts'

const bytesOf = (...bytes: readonly number[]) => Uint8Array.from(bytes)
const joined = (...parts: readonly Uint8Array[]) => Uint8Array.from(parts.flatMap((part) => [...part]))
const utf8 = (text: string) => new TextEncoder().encode(text)

describe('the encoding of a text file', () => {
  const text = 'Brand,رنگ\nHonda,سفید\nŠkoda,“blue”\n'
  const rows = [
    ['Honda', 'سفید'],
    ['Škoda', '“blue”'],
  ]

  it.each([
    ['UTF-8', utf8(text), 'utf-8'],
    ['UTF-8 with a byte order mark', joined(bytesOf(0xef, 0xbb, 0xbf), utf8(text)), 'utf-8'],
    ['UTF-16 LE', utf16(text, 'little'), 'utf-16le'],
    ['UTF-16 LE with a byte order mark', utf16(`\ufeff${text}`, 'little'), 'utf-16le'],
    ['UTF-16 BE', utf16(text, 'big'), 'utf-16be'],
    ['UTF-16 BE with a byte order mark', utf16(`\ufeff${text}`, 'big'), 'utf-16be'],
  ])('is found to be %s', (_, bytes, encoding) => {
    const table = tableOf(bytes)
    expect(table).toMatchObject({ format: 'text', encoding, columns: ['Brand', 'رنگ'] })
    expect(cellsOf(table)).toEqual(rows)
  })

  it('is Windows-1252 where the bytes are no UTF-8', () => {
    // "Citroën,Coupé €" as Windows-1252 has it.
    const bytes = joined(
      utf8('brand,body\nCitro'),
      bytesOf(0xeb),
      utf8('n,Coup'),
      bytesOf(0xe9, 0x20, 0x80),
      utf8('\n'),
    )
    expect(tableOf(bytes).encoding).toBe('windows-1252')
    expect(cellsOf(tableOf(bytes))).toEqual([['Citroën', 'Coupé €']])
  })

  it('stays UTF-8 where one letter of many is damaged, which is then shown as such', () => {
    const bytes = joined(utf8(`a,b\n${'سفید,سیاہ\n'.repeat(40)}`), bytesOf(0xff), utf8(',x\n'))
    expect(tableOf(bytes).encoding).toBe('utf-8')
    expect(cellsOf(tableOf(bytes)).at(-1)).toEqual(['\ufffd', 'x'])
  })

  it('can be chosen, and a wrong choice is refused or shows', () => {
    expect(cellsOf(tableOf(utf8('a,b\né,x\n'), { encoding: 'windows-1252' }))).toEqual([['Ã©', 'x']])
    expect(readTable(utf16('a,b\n1,2\n', 'little'), { encoding: 'utf-8' })).toMatchObject({
      why: { type: 'encoding', encoding: 'utf-8' },
    })
  })

  it('gives the same table whatever the encoding', () => {
    const cell = fc.string({ unit: fc.constantFrom(...'abcé سفید"\',;|1.5') })
    fc.assert(
      fc.property(fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 5 }), (cells) => {
        const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`
        const content = `\ufeffname,note\n${cells.map((row) => row.map(quoted).join(',')).join('\n')}\n`
        const tables = [utf8(content), utf16(content, 'little'), utf16(content, 'big')].map((bytes) =>
          cellsOf(tableOf(bytes)),
        )
        const given = cells.map((row) => row.map((text) => text.trim()))
        expect(tables[0]).toEqual(given.filter((row) => row.some((text) => text !== '')))
        expect(tables[1]).toEqual(tables[0])
        expect(tables[2]).toEqual(tables[0])
      }),
      { numRuns: 60 },
    )
  })
})

describe('the delimiter', () => {
  it.each([
    ['a comma', 'a,b,c\n1,2,3\n', ','],
    ['a semicolon beside decimal commas', 'a;b;c\n1,5;2,5;3,5\n4,5;5,5;6,5\n', ';'],
    ['a tab beside commas in prices', 'model\tprice\nCity\t4,737,000\nYaris\t4,649,000\n', '\t'],
    ['a bar', 'a|b|c\n1|2|3\n', '|'],
    ['said in a first line', 'sep=;\r\na,x;b\r\n1,5;2\r\n', ';'],
    [
      'a comma where titles and quotes stand around',
      '"Prices; of May"\n\nbrand,model\n"Honda; Atlas",City\n',
      ',',
    ],
  ])('is found to be %s', (_, text, delimiter) => {
    expect(tableOf(text).delimiter).toBe(delimiter)
  })

  it('can be chosen', () => {
    expect(tableOf('a;b,c\n1;2,3\n', { delimiter: ';' }).columns).toEqual(['a', 'b,c'])
  })
})

describe('the rows of a text file', () => {
  it('may hold quotes, delimiters and line breaks inside quotes', () => {
    const table = tableOf('a,b\n"x ""y"", z","two\r\nlines"\nplain, "after a space"\n15" rim,"say"\n')
    expect(cellsOf(table)).toEqual([
      ['x "y", z', 'two\nlines'],
      ['plain', 'after a space'],
      ['15" rim', 'say'],
    ])
    expect([...table.rows()].map(({ line }) => line)).toEqual([2, 4, 5])
  })

  it('are kept when a quotation mark before them was left open', () => {
    const table = tableOf('a,b\n1,2\n3,"four\n5,6\n7,"8"\n"9"x,10\n11,12\n')
    expect(cellsOf(table)).toEqual([
      ['1', '2'],
      ['5', '6'],
      ['7', '8'],
      ['11', '12'],
    ])
    expect(badOf(table)).toEqual([
      { type: 'bad-row', line: 3, why: { type: 'quotes' } },
      { type: 'bad-row', line: 6, why: { type: 'quotes' } },
    ])
  })

  it('are refused where they have more cells than columns, and filled up where they have fewer', () => {
    const table = tableOf('a,b,c\n1\n1,2,3,,\nHonda,City,4,737,000\n\n , ,\n')
    expect(cellsOf(table)).toEqual([
      ['1', '', ''],
      ['1', '2', '3'],
    ])
    expect(badOf(table)).toEqual([
      { type: 'bad-row', line: 4, why: { type: 'extra-cells', cells: 5, columns: 3 } },
    ])
  })

  it('leave out the header where it comes again on each printed page', () => {
    expect(cellsOf(tableOf('brand,model\nHonda,City\nbrand,model\nToyota,Yaris\n'))).toHaveLength(2)
  })

  it.each(['\n', '\r\n', '\r'])('end in %j alike', (end) => {
    expect(cellsOf(tableOf(['a,b', '1,2', '', '3,4'].join(end)))).toEqual([
      ['1', '2'],
      ['3', '4'],
    ])
  })

  it('are read again from the beginning each time, and say how much of the file was read', () => {
    const table = tableOf(`a,b\n${`${'x'.repeat(100)},2\n`.repeat(5000)}`)
    const rows = table.rows()
    expect(rows.share()).toBe(0)
    const shares: number[] = []
    for (const { line } of rows) if (line % 1000 === 0) shares.push(rows.share())
    expect(shares.every((share, n) => share >= (shares[n - 1] ?? 0))).toBe(true)
    expect(rows.share()).toBe(1)
    expect(table.rows().share()).toBe(0)
    expect(cellsOf(table)).toHaveLength(5000)
  })

  it('never lose a good row to a bad one, wherever it stands', () => {
    const good = fc.constantFrom(
      'Honda,City,S,5',
      '"Kia, new",Stonic,EX,5',
      'x,"say ""hi""",y,5',
      '"two\nlines",y,z,5',
    )
    const bad = fc.constantFrom('a,b,c,"open', '"a"b,c,d,e', '1,2,3,4,5,6', '"', 'x,"y"z",w,v')
    const rows = fc.array(
      fc.oneof(
        good,
        bad.map((row) => `${row}#`),
      ),
      { maxLength: 12 },
    )
    const take = (lines: readonly string[]) => {
      const first = 'First,Row,of,5\n'.repeat(20)
      const table = tableOf(`brand,model,variant,seats\n${first}${lines.join('\n')}\nLast,Row,of,5\n`)
      return cellsOf(table).map((cells) => cells.join('|'))
    }
    fc.assert(
      fc.property(rows, (lines) => {
        const goodOnes = take(lines.filter((line) => !line.endsWith('#')))
        const kept = take(lines.map((line) => line.replace(/#$/, '')))
        for (const row of goodOnes) expect(kept).toContain(row)
      }),
      { numRuns: 60 },
    )
  })
})

describe('the header', () => {
  it('is found below titles, dates and groups of columns', () => {
    const table = tableOf(
      [
        'Honda Atlas Cars (Pakistan),,,,',
        'Prices from:,1 May 2026,,,',
        '',
        ',,Size,Size,',
        'Brand,Model,Length,Width,Price',
        'Honda,City,4440,1695,4737000',
        'Honda,Civic,4678,1802,8659000',
      ].join('\n'),
    )
    expect(table.headerRow).toBe(5)
    expect(table.columns).toEqual(['Brand', 'Model', 'Length', 'Width', 'Price'])
    expect(table.head[0]).toEqual({ line: 1, cells: ['Honda Atlas Cars (Pakistan)', '', '', '', ''] })
    expect(cellsOf(table)).toHaveLength(2)
  })

  it('can be chosen', () => {
    const table = tableOf('A,B\nreal,names\n1,2\n', { headerRow: 2 })
    expect(table.columns).toEqual(['real', 'names'])
    expect(cellsOf(table)).toEqual([['1', '2']])
  })

  it('gives names that differ, to columns without one as well', () => {
    const table = tableOf('Min,,Min,"Two\nlines",Min 2\n1,2,3,4,5\n')
    expect(table.columns).toEqual(['Min', 'B', 'Min 2', 'Two lines', 'Min 2 2'])
  })

  it('is as wide as the rows below where most of them are wider', () => {
    expect(tableOf('a,b\n1,2,3\n4,5,6\n').columns).toEqual(['a', 'b', 'C'])
  })
})

describe('a file that is no table', () => {
  const ole = bytesOf(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1)
  it.each([
    ['an empty file', utf8(''), 'empty'],
    ['blank lines', utf8(' \r\n\r\n'), 'empty'],
    ['numbers alone', utf8('1,2\n3,4\n'), 'no-header'],
    ['a web page', utf8('<!doctype html><html><body>Sign in</body></html>'), 'web-page'],
    ['a PDF', utf8('%PDF-1.7\n'), 'pdf'],
    ['an Excel file of before 2007', ole, 'old-workbook'],
    ['a workbook with a password', joined(ole, utf16('EncryptedPackage', 'little')), 'locked-workbook'],
    ['a picture', bytesOf(0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13), 'not-text'],
    ['bytes', Uint8Array.from({ length: 500 }, (_, n) => (n * 7) % 31), 'not-text'],
  ])('is refused when it is %s', (_, bytes, type) => {
    expect(readTable(bytes)).toMatchObject({ type: 'not-a-table', why: { type } })
  })

  it('is refused for too many columns, and its rows end where there are too many', () => {
    const limits = { rows: 2, columns: 3, inflatedBytes: 1000 }
    expect(readTable(utf8('a,b,c,d\n'), {}, limits)).toMatchObject({ why: { type: 'too-many-columns' } })
    const reading = readTable(utf8('a,b\n1,2\n3,4\n5,6\n7,8\n'), {}, limits)
    expect(reading.type === 'table' && [...reading.table.rows()].map(({ type }) => type)).toEqual([
      'row',
      'row',
      'broken',
    ])
  })

  it('never throws, whatever the bytes are', () => {
    const starts = [[], [0x50, 0x4b, 3, 4], [0xff, 0xfe], [0xfe, 0xff], [0x22], [0x61, 0x2c, 0x62, 0x0a]]
    fc.assert(
      fc.property(fc.constantFrom(...starts), fc.uint8Array({ maxLength: 300 }), (start, rest) => {
        const reading = readTable(Uint8Array.from([...start, ...rest]))
        if (reading.type === 'not-a-table')
          for (const language of ['en', 'ur'] as const)
            expect(notATableReason(reading.why, language)).not.toBe('')
        else for (const item of reading.table.rows()) expect(item.line).toBeGreaterThan(0)
      }),
    )
  })

  it('is said in both languages', () => {
    const whys = [
      ...(['empty', 'no-header', 'web-page', 'pdf', 'old-workbook', 'locked-workbook'] as const),
      ...(['not-text', 'damaged', 'not-a-workbook'] as const),
    ].map((type) => ({ type }))
    const others = [
      ...encodings.map((encoding) => ({ type: 'encoding', encoding }) as const),
      { type: 'no-sheet', sheet: 'May' } as const,
      { type: 'too-much-inside', mostMb: 600 } as const,
      { type: 'too-many-rows', most: 9 } as const,
      { type: 'too-many-columns', most: 9 } as const,
    ]
    for (const why of [...whys, ...others]) {
      expect(notATableReason(why, 'en')).toMatch(/^[a-z].*[^.]$/)
      expect(notATableReason(why, 'ur')).toMatch(/\p{Script=Arabic}.*[^۔]$/u)
    }
  })
})
