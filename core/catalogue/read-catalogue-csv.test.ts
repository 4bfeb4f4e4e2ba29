import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { pakistan, withCents } from '../market/test-market.ts'
import { catalogueSchema } from './catalogue.ts'
import { catalogueVersion } from './catalogue-version.ts'
import { readCatalogueCsv } from './read-catalogue-csv.ts'
import { header, readRows, readText } from './test-catalogue.ts'

const price = 'Honda,City,1.2L CVT,price,4737000,PKR,maker,2026-03'

describe('a catalogue file', () => {
  it('gives each variant its figures, its model’s where it has none, and the sources that they name', () => {
    const { catalogue, rows, figures, refused } = readRows(
      'Honda,City,,bootLitres,510,L,maker,2026',
      'Honda,City,,transmission,Automatic|manual,,maker,2026',
      'Honda,City,,consumptionKmPerLitre,12..16,km/l,Price list of March,2026-03-15',
      price,
      'Honda,City,1.2L CVT,transmission,automatic,,maker,2026',
      'Honda,City,1.5L,price,"6,069,000",Rs,maker,۲۰۲۶',
    )
    expect({ rows, figures, refused }).toEqual({ rows: 6, figures: 6, refused: [] })
    const [small, large] = catalogue.variants
    expect(small).toMatchObject({
      id: 'honda/city/1-2l-cvt',
      brand: 'Honda',
      model: 'City',
      name: '1.2L CVT',
      figures: {
        bootLitres: { type: 'number', min: 510, max: 510, source: 'maker', asOf: '2026' },
        consumptionKmPerLitre: { min: 12, max: 16, source: 'Price list of March', asOf: '2026-03-15' },
        transmission: { type: 'code', codes: ['automatic'] },
        priceMinor: { min: 4_737_000, max: 4_737_000, asOf: '2026-03' },
      },
    })
    expect(large?.figures.transmission).toMatchObject({ codes: ['manual', 'automatic'] })
    expect(large?.figures.priceMinor).toMatchObject({ min: 6_069_000, asOf: '2026' })
    expect(large?.figures.powerHp).toBeUndefined()
    expect(catalogue.sources).toEqual([
      {
        id: 'Price list of March',
        title: 'Price list of March',
        collected: 'prices.csv',
        status: 'reported',
        note: '',
      },
      { id: 'maker', title: 'The maker', collected: 'May 2026', status: 'confirmed', note: '' },
    ])
    expect(catalogueSchema.parse(catalogue)).toEqual(catalogue)
  })

  it('takes columns in any order, a byte order mark, CRLF, semicolons, other columns and empty rows', () => {
    const text = [
      '\ufeffAs of;Unit;Remark;value;attribute;variant;model;brand;source',
      '2026;PKR;x;4737000;price;1.2L CVT;City;Honda;maker',
      ';;;;;;;;',
      '',
    ].join('\r\n')
    const reading = readText(text)
    expect(reading).toMatchObject({ type: 'read', rows: 1, figures: 1, refused: [] })
    expect(reading).toMatchObject({
      catalogue: { version: readRows(price.replace('-03', '')).catalogue.version },
    })
  })

  it('takes a price in whole currency, cents included, as integer minor units', () => {
    const rows = (value: string) => `${header}\nFord,Escape,S,price,${value},USD,maker,2026`
    const read = (value: string) =>
      readCatalogueCsv({
        figuresText: rows(value),
        sources: [],
        origin: 'us.csv',
        market: withCents,
        language: 'en',
      })
    const priced = (min: number) => ({ catalogue: { variants: [{ figures: { priceMinor: { min } } }] } })
    expect(read('28579.99')).toMatchObject(priced(2_857_999))
    expect(read('28579')).toMatchObject(priced(2_857_900))
    expect(read('28579.995')).toMatchObject({ figures: 0, refused: [{ line: 2 }] })
  })

  it.each([
    ['an empty file', ' \r\n', 'it has no rows'],
    ['a header alone', `${header}\n`, 'it has no rows'],
    ['a web page', '<!doctype html><html><body>Sign in</body></html>', 'it is a web page'],
    ['a workbook', 'PK\u0003\u0004\u0014\u0000\u0006', 'Excel workbook'],
    ['bytes that are no text', '\ufffd\ufffd\u0011\ufffd\u0000\u0000', 'not text in UTF-8'],
    ['a file of something else', 'name,phone\nAli,0300', 'does not name the column brand, model, variant'],
    ['a file without a source column', header.replace(',source', ''), 'does not name the column source'],
    ['a column that stands twice', `${header},value\n${price},1`, 'names the column value twice'],
  ])('is refused as a whole when it is %s, with the reason', (_, text, reason) => {
    const reading = readText(text)
    expect(reading).toMatchObject({ type: 'not-a-catalogue', columns: header.replaceAll(',', ', ') })
    expect(reading).toHaveProperty('reason', expect.stringContaining(reason))
  })

  it.each([
    ['Honda,,X,seats,5,persons,maker,2026', 'The brand or the model is missing'],
    ['ہنڈا,City,X,seats,5,persons,maker,2026', 'needs a Latin letter or a digit'],
    ['Honda,City,X,colour,red,,maker,2026', '“colour” is not an attribute. Known are: body, seats'],
    ['Honda,City,X,seats,5,persons,,2026', 'The source is missing'],
    ['Honda,City,X,seats,5,persons,maker,', '“” is not an as-of date'],
    ['Honda,City,X,seats,5,persons,maker,Mar-26', '“Mar-26” is not an as-of date'],
    ['Honda,City,X,seats,5,persons,maker,2026-02-30', '“2026-02-30” is not an as-of date'],
    ['Honda,City,X,seats,5,persons,maker,2026-13', '“2026-13” is not an as-of date'],
    ['Honda,City,X,bootLitres,18,ft3,maker,2026', 'The unit is “ft3” where “L” is needed'],
    ['Honda,City,X,bootLitres,510,,maker,2026', 'The unit is “” where “L” is needed'],
    ['Honda,City,X,price,47.37,lacs,maker,2026', 'The unit is “lacs” where “PKR” is needed'],
    ['Honda,City,X,body,sedan,type,maker,2026', 'The unit “type” does not belong to a code'],
    ['Honda,City,X,seats,,persons,maker,2026', 'The value is missing'],
    ['Honda,City,X,seats,-,persons,maker,2026', '“-” is not a number'],
    ['Honda,City,X,seats,five,persons,maker,2026', '“five” is not a number'],
    ['Honda,City,X,seats,5 - 7,persons,maker,2026', '“5 - 7” is not a number'],
    ['Honda,City,X,seats,5..7..8,persons,maker,2026', '“5..7..8” is not a number'],
    ['Honda,City,X,seats,NaN,persons,maker,2026', '“NaN” is not a number'],
    ['Honda,City,X,price,-4737000,PKR,maker,2026', '“-4737000” is below zero'],
    ['Honda,City,X,seats,4.5,persons,maker,2026', '“4.5” has a fraction'],
    ['Honda,City,X,price,4737000.5,PKR,maker,2026', '“4737000.5” has a fraction'],
    ['Honda,City,X,seats,7..5,persons,maker,2026', '“7..5” runs from more to less'],
    ['Honda,City,X,bootLitres,0,L,maker,2026', '“0” is outside 20..3000'],
    ['Honda,City,X,price,47,PKR,maker,2026', '“47” is outside 300000..1000000000'],
    ['Honda,City,X,body,boat,,maker,2026', '“boat” is not one of: hatchback, sedan'],
    ['Honda,City,X,fuel,petrol|steam,,maker,2026', '“steam” is not one of: petrol, diesel'],
    ['Honda,City,X,price,4,737,000,PKR,maker,2026', 'a comma inside a value needs quotation marks'],
    ['Honda,Cit\ufffd,X,seats,5,persons,maker,2026', 'save the file as CSV UTF-8'],
    [
      'Suzuki,Alto,,seats,4,persons,maker,2026',
      'No row of the file that could be read names a variant of Suzuki Alto',
    ],
    [price.replace('4737000', '4800000'), 'Line 2 already gives this figure'],
    [price.toLowerCase(), 'Line 2 already gives this figure'],
  ])('leaves out the row %s with its line and a sentence, and takes the rows around it', (row, sentence) => {
    const after = 'Toyota,Yaris,GLI,price,4649000,PKR,maker,2026'
    const { catalogue, rows, figures, refused } = readRows(price, row, after)
    expect(refused).toEqual([{ line: 3, reason: expect.stringContaining(sentence) }])
    expect({ rows, figures }).toEqual({ rows: 3, figures: 2 })
    expect(catalogue).toEqual(readRows(price, after).catalogue)
  })

  it('keeps the rows after a quotation mark left open, and counts lines as an editor does', () => {
    const { figures, refused } = readRows(
      'Honda,City,"1.5L,price,6069000,PKR,maker,2026',
      '',
      price.replace('maker', '"a list, of ""May"""'),
      'Honda,City,X,seats,5,persons,"two',
      'lines",2026',
    )
    expect(figures).toBe(1)
    expect(refused.map(({ line }) => line)).toEqual([2, 5, 6])
    expect(refused[0]?.reason).toContain('quotation marks in this row are not closed')
  })

  it('says its refusals in Urdu too', () => {
    const figuresText = `${header}\n${price.replace('maker', '')}`
    const options = { figuresText, sources: [], origin: '', market: pakistan, language: 'ur' } as const
    expect(readCatalogueCsv(options)).toMatchObject({
      refused: [{ line: 2, reason: 'ماخذ درج نہیں: ماخذ کے بغیر کوئی عدد قبول نہیں ہوتا۔' }],
    })
    expect(readCatalogueCsv({ ...options, figuresText: '' })).toMatchObject({
      reason: 'اس میں کوئی سطر نہیں',
    })
  })

  it('keeps variants apart that differ by a plus, and takes case and punctuation for the same', () => {
    const { catalogue, refused } = readRows(
      'Kia,Stonic,EX,price,4862000,PKR,maker,2026',
      'Kia,Stonic,EX+,price,5999000,PKR,maker,2026',
      'KIA,stonic,(ex+),seats,5,persons,maker,2026',
    )
    expect(refused).toEqual([])
    expect(catalogue.variants.map(({ id }) => id)).toEqual(['kia/stonic/ex', 'kia/stonic/ex-plus'])
    expect(catalogue.variants[1]?.figures).toHaveProperty('seats')
  })

  it('never throws, whatever text it is given, and accounts for each row', () => {
    const cell = fc.constantFrom(
      'Honda',
      'City',
      'X',
      'price',
      'seats',
      '5',
      '4737000',
      'PKR',
      '2026',
      '"',
      ',',
      '',
    )
    const rows = fc.array(
      fc.array(cell, { maxLength: 10 }).map((cells) => cells.join(',')),
      { maxLength: 6 },
    )
    const texts = fc.oneof(
      fc.string({ unit: 'binary' }),
      rows.map((lines) => [header, ...lines].join('\n')),
    )
    fc.assert(
      fc.property(texts, (text) => {
        const reading = readText(text)
        if (reading.type === 'read') expect(reading.figures + reading.refused.length).toBe(reading.rows)
        else expect(reading.reason.length).toBeGreaterThan(0)
      }),
    )
  })
})

describe('the version of a catalogue', () => {
  it('counts what is known, so that no attribute that comes later changes it', () => {
    const { catalogue } = readRows('Honda,City,1.2L,seats,5,persons,maker,2026')
    const [city] = catalogue.variants
    if (!city) throw new Error('No vehicle was read')
    const figures = { ...city.figures, drive: { type: 'unknown' as const } }
    expect(catalogueVersion({ ...catalogue, variants: [{ ...city, figures }] })).toBe(catalogue.version)
    expect(catalogue.version).toBe('f46d9bb4b0f6b33c')
  })

  const rows = [
    price,
    'Honda,City,,seats,5,persons,maker,2026',
    'Honda,City,1.5L,price,6069000,PKR,maker,2026',
    'Toyota,Yaris,GLI,price,4649000,PKR,a list,2026',
    'Toyota,Yaris,,fuel,petrol|hybrid,,maker,2026',
  ]

  it('is the same whatever order the rows come in', () => {
    const { catalogue } = readRows(...rows)
    fc.assert(
      fc.property(fc.shuffledSubarray(rows, { minLength: rows.length }), (shuffled) => {
        expect(readRows(...shuffled).catalogue).toEqual(catalogue)
      }),
    )
  })

  it.each([
    ['a value', '4737000', '4737001'],
    ['an as-of date', '2026-03', '2026-04'],
    ['a source', 'a list', 'another list'],
    ['a code', 'petrol|hybrid', 'petrol'],
    ['a name', '1.5L', '1.5 L'],
  ])('changes with %s', (_, before, after) => {
    const changed = rows.map((row) => row.replace(before, after))
    expect(readRows(...changed).catalogue.version).not.toBe(readRows(...rows).catalogue.version)
  })
})
