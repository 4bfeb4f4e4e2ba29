import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { vehiclePhotoErrors } from '../../contract/vehicle-photo-errors.ts'
import { newId } from '../doors.ts'
import { allVehicles, openTestLaptop, refusal, refusalCode, type TestLaptop } from './test-laptop.ts'

const language = 'en'

let laptop: TestLaptop
let variantId: string
let model: string
beforeAll(async () => {
  laptop = await openTestLaptop()
  const [vehicle] = (await laptop.client.catalogue.search({ language, words: 'honda' })).vehicles
  variantId = vehicle?.id ?? ''
  model = variantId.split('/').slice(0, 2).join('/')
})
afterAll(() => laptop[Symbol.asyncDispose]())

/** A JPEG as a camera writes it, with where it was taken in its EXIF. @param bytes of its coded image, all alike */
function jpeg(bytes = 500, fill = 0x11): Blob {
  const exif = Buffer.concat([
    Buffer.from('Exif\0\0II*\0\x08\0\0\0', 'latin1'),
    // One entry: GPSInfo, a pointer to what follows.
    Buffer.from([1, 0, 0x25, 0x88, 4, 0, 1, 0, 0, 0, 0x1a, 0, 0, 0, 0, 0, 0, 0]),
    Buffer.from('GPS 24.8607 N 67.0011 E'),
  ])
  const length = Buffer.alloc(2)
  length.writeUInt16BE(exif.length + 2)
  return new Blob([
    new Uint8Array(
      Buffer.concat([
        Buffer.from([0xff, 0xd8, 0xff, 0xe1]),
        length,
        exif,
        Buffer.from([0xff, 0xda, 0, 4, 1, 0]),
        Buffer.alloc(bytes, fill),
        Buffer.from([0xff, 0xd9]),
      ]),
    ),
  ])
}

const photosOf = async (id = variantId) =>
  (await laptop.client.catalogue.vehicle({ language, variantId: id })).photos
const add = (content: Blob, vehicle = variantId, caption = '', photoId = newId()) =>
  laptop.client.vehiclePhotos.add({ photoId, vehicle, content, caption })
const blobs = () => laptop.rows('SELECT hash FROM blob')

describe('a photo of a vehicle', () => {
  test('is kept without where it was taken, shown with its words, and taken away with its bytes', async () => {
    const photoId = newId()
    await add(jpeg(), variantId, ' In the yard ', photoId)
    // The same call again, as after no answer came.
    await add(jpeg(), variantId, 'In the yard', photoId)
    expect(await photosOf()).toMatchObject([
      { id: photoId, caption: 'In the yard', isOfModel: false, authorName: 'Ayesha Malik', isHere: true },
    ])
    const { content, mediaType } = await laptop.client.vehiclePhotos.get({ photoId })
    expect(mediaType).toBe('image/jpeg')
    const kept = Buffer.from(await content.arrayBuffer())
    expect(kept.includes('GPS')).toBe(false)
    expect(kept.includes('Exif')).toBe(false)
    await laptop.client.vehiclePhotos.remove({ photoId })
    await laptop.client.vehiclePhotos.remove({ photoId })
    expect(await photosOf()).toEqual([])
    expect(blobs()).toEqual([])
    expect(await refusalCode(laptop.client.vehiclePhotos.get({ photoId }))).toBe('NOT_FOUND')
    expect(await refusalCode(laptop.client.vehiclePhotos.remove({ photoId: newId() }))).toBe('NOT_FOUND')
  })

  test('of a model is of every variant, after the variant’s own, and stands on the model’s card', async () => {
    const [ofModel, ofVariant] = [newId(), newId()]
    await add(jpeg(400, 0x22), model, 'Any of them', ofModel)
    await add(jpeg(400, 0x33), variantId, 'This one', ofVariant)
    expect((await photosOf()).map(({ id, isOfModel }) => [id, isOfModel])).toEqual([
      [ofVariant, false],
      [ofModel, true],
    ])
    const card = async () =>
      (await laptop.client.catalogue.find({ ...allVehicles, words: 'honda' })).models.find(
        ({ key }) => key === model,
      )?.photoId
    expect(await card()).toBe(ofModel)
    await laptop.client.vehiclePhotos.remove({ photoId: ofModel })
    expect(await card()).toBe(ofVariant)
    await laptop.client.vehiclePhotos.remove({ photoId: ofVariant })
    expect(await card()).toBeNull()
  })

  test('whose bytes another one is of too leaves them to that one', async () => {
    const [one, other] = [newId(), newId()]
    await add(jpeg(300, 0x44), variantId, '', one)
    await add(jpeg(300, 0x44), model, '', other)
    expect(blobs()).toHaveLength(1)
    await laptop.client.vehiclePhotos.remove({ photoId: one })
    expect((await laptop.client.vehiclePhotos.get({ photoId: other })).content.size).toBeGreaterThan(300)
    await laptop.client.vehiclePhotos.remove({ photoId: other })
    expect(blobs()).toEqual([])
  })

  test('that is none, is cut off or is too large is refused in words, and nothing is written', async () => {
    const whole = new Uint8Array(await jpeg().arrayBuffer())
    for (const content of [new Blob(['a text']), new Blob([whole.subarray(0, 300)])])
      expect(await refusalCode(add(content))).toBe('VEHICLE_PHOTO_NOT_READABLE')
    expect(await refusal(add(jpeg(300_100)))).toEqual({
      code: 'VEHICLE_PHOTO_TOO_LARGE',
      detail: { size: '301', most: '300' },
    })
    expect(await refusalCode(add(new Blob([new Uint8Array(2_000_001)])))).toBe('VEHICLE_PHOTO_TOO_LARGE')
    expect(await photosOf()).toEqual([])
    expect(blobs()).toEqual([])
  })

  test('in HEIC is refused as such, however large, with what to do', async () => {
    const heic = (brand: string, size = 100) =>
      new Blob([Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from(`ftyp${brand}`), Buffer.alloc(size)])])
    for (const content of [heic('heic'), heic('mif1', 3_000_000)])
      expect(await refusalCode(add(content))).toBe('PHOTO_IN_HEIC')
    expect(vehiclePhotoErrors.PHOTO_IN_HEIC.en).toContain('JPEG')
    expect(await refusalCode(add(heic('mp42')))).toBe('VEHICLE_PHOTO_NOT_READABLE')
  })
})
