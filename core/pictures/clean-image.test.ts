import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cleanImage } from './clean-image.ts'

const text = (said: string): readonly number[] => [...new TextEncoder().encode(said)]
const secret = 'GPS 24.8607 N'

const segment = (marker: number, body: readonly number[]): readonly number[] => [
  0xff,
  marker,
  (body.length + 2) >> 8,
  (body.length + 2) & 0xff,
  ...body,
]
const scan = (body: readonly number[]): readonly number[] => [...segment(0xda, [1, 0]), ...body]
const jpegOf = (...parts: readonly (readonly number[])[]): Uint8Array =>
  Uint8Array.from([0xff, 0xd8, ...parts.flat(), 0xff, 0xd9])

const chunkOf = (type: string, body: readonly number[]): readonly number[] => [
  0,
  0,
  body.length >> 8,
  body.length & 0xff,
  ...text(type),
  ...body,
  1,
  2,
  3,
  4,
]
const pngOf = (...chunks: readonly (readonly number[])[]): Uint8Array =>
  Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, ...chunks.flat(), ...chunkOf('IEND', [])])

const riffOf = (type: string, body: readonly number[]): readonly number[] => [
  ...text(type),
  body.length & 0xff,
  body.length >> 8,
  0,
  0,
  ...body,
  ...(body.length % 2 === 1 ? [0] : []),
]
const webpOf = (...chunks: readonly (readonly number[])[]): Uint8Array => {
  const body = [...text('WEBP'), ...chunks.flat()]
  return Uint8Array.from([...text('RIFF'), body.length & 0xff, body.length >> 8, 0, 0, ...body])
}

describe('a picture', () => {
  it('in JPEG keeps its image, and what cameras write beside it goes', () => {
    const image = [...segment(0xdb, [1, 2, 3]), ...scan([1, 0xff, 0, 2, 0xff, 0xd3, 4]), ...scan([9])]
    const jfif = segment(0xe0, text('JFIF\0'))
    const colours = segment(0xe2, text('ICC_PROFILE\0'))
    const bytes = jpegOf(
      jfif,
      segment(0xe1, text(`Exif\0\0${secret}`)),
      segment(0xe1, text(`http://ns.adobe.com/xap/1.0/\0${secret}`)),
      segment(0xe2, text(`MPF\0${secret}`)),
      colours,
      segment(0xed, text(`Photoshop 3.0\0${secret}`)),
      segment(0xfe, text(secret)),
      image,
    )
    expect(cleanImage(bytes)).toEqual({ mediaType: 'image/jpeg', bytes: jpegOf(jfif, colours, image) })
    const followed = Uint8Array.from([...bytes, ...text(`a film ${secret}`)])
    expect(cleanImage(followed)?.bytes).toEqual(jpegOf(jfif, colours, image))
  })

  it('may be in more pieces than a camera ever makes', () => {
    const table = segment(0xdb, [])
    const bytes = jpegOf(Array(200_000).fill(table).flat(), scan([1, 2]))
    expect(cleanImage(bytes)?.bytes.length).toBe(bytes.length)
  })

  it('in PNG keeps its image, and texts, times and EXIF go', () => {
    const image = [...chunkOf('IHDR', [1, 2]), ...chunkOf('IDAT', [3, 4, 5])]
    const bytes = pngOf(
      image,
      chunkOf('eXIf', text(secret)),
      chunkOf('tEXt', text(secret)),
      chunkOf('iTXt', text(secret)),
      chunkOf('tIME', [1]),
    )
    expect(cleanImage(bytes)).toEqual({ mediaType: 'image/png', bytes: pngOf(image) })
  })

  it('in WebP keeps its image, and EXIF and XMP go with their bits', () => {
    const image = riffOf('VP8 ', [1, 2, 3])
    const bytes = webpOf(
      riffOf('VP8X', [0x3c, 0, 0, 0, 9, 9, 9, 9, 9, 9]),
      image,
      riffOf('EXIF', text(secret)),
      riffOf('XMP ', text(secret)),
    )
    expect(cleanImage(bytes)).toEqual({
      mediaType: 'image/webp',
      bytes: webpOf(riffOf('VP8X', [0x30, 0, 0, 0, 9, 9, 9, 9, 9, 9]), image),
    })
  })

  it('that is cut off anywhere is none, and neither is anything else', () => {
    const whole = jpegOf(segment(0xe0, text('JFIF\0')), scan([1, 2, 3]))
    fc.assert(
      fc.property(fc.nat(whole.length - 1), (length) => cleanImage(whole.subarray(0, length)) === null),
    )
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => cleanImage(bytes) === null))
  })

  it('that was cleaned is not changed by cleaning it again', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 0xe0, max: 0xef }), fc.array(fc.nat(255), { maxLength: 20 }))),
        (segments) => {
          const once = cleanImage(
            jpegOf(...segments.map(([marker, body]) => segment(marker, body)), scan([1])),
          )
          expect(once).not.toBeNull()
          if (once) expect(cleanImage(once.bytes)).toEqual(once)
        },
      ),
    )
  })
})
