import { createHash } from 'node:crypto'
import { v7 } from 'uuid'
import { describe, expect, test } from 'vitest'
import { variantIdSchema, vehiclePhotoIdSchema } from '../core/ids.ts'
import { createBlobs } from './blobs.ts'
import { eachFeedLaptop, now } from './test-feed-laptop.ts'
import { createVehiclePhotos } from './vehicle-photos.ts'

const laptop = eachFeedLaptop()
const variant = (id: string) => variantIdSchema.parse(id)
const { fed, pull } = laptop
const bytes = Buffer.from('a photo')
const hash = createHash('sha256').update(bytes).digest('hex')

async function feedPhotos(...vehicles: readonly string[]) {
  const authorId = v7()
  await pull(fed('consultant', authorId, { name: 'Ayesha', role: 'manager', active: true }))
  const rows = vehicles.map((vehicle, n) =>
    fed('vehiclePhoto', v7(), {
      ...{ vehicle, hash, bytes: bytes.length, mediaType: 'image/jpeg', caption: '', authorId },
      ...{ occurredAt: now + n, deleted: false },
    }),
  )
  await pull(...rows)
  return rows.map(({ rowId }) => vehiclePhotoIdSchema.parse(rowId))
}

describe('a photo from another laptop', () => {
  test('is listed before its bytes are here, and shown on the model’s card once they are', async () => {
    const [photoId] = await feedPhotos('honda/city/aspire')
    const photos = createVehiclePhotos(laptop.db.connection)
    const blobs = createBlobs(laptop.db.connection)
    expect(photos.of(variant('honda/city/aspire'), 'honda/city')).toMatchObject([
      { id: photoId, isHere: false },
    ])
    expect(photos.ofModel('honda/city')).toBeNull()
    expect(blobs.wanted(10, new Set())).toEqual([{ hash, total: bytes.length, received: 0 }])
    blobs.addPart({ hash, total: bytes.length }, { offset: 0, content: bytes }, 'epoch')
    expect(photos.ofModel('honda/city')).toBe(photoId)
    // Neither a model whose name begins alike nor another variant has it.
    expect(photos.ofModel('honda/cit')).toBeNull()
    expect(photos.of(variant('honda/city/1-2l'), 'honda/city')).toEqual([])
  })

  test('that is taken away there takes its bytes with it here, unless another photo is of them', async () => {
    const [one, other] = await feedPhotos('honda/city', 'honda/hr-v')
    const blobs = createBlobs(laptop.db.connection)
    blobs.addPart({ hash, total: bytes.length }, { offset: 0, content: bytes }, 'epoch')
    await pull(fed('vehiclePhoto', one ?? '', { deleted: true }))
    expect(blobs.get(hash)).not.toBeNull()
    await pull(fed('vehiclePhoto', other ?? '', { deleted: true }))
    expect(laptop.db.connection.prepare('SELECT count(*) FROM blob').pluck().get()).toBe(0)
  })
})
