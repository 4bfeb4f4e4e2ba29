import { mostPictureBytes } from '../../../core/pictures/picture-bytes.ts'

/** The longest side of a photo in pixels, and how well it is kept, tried from the best on. */
const tries = [
  { side: 1600, quality: 0.8 },
  { side: 1280, quality: 0.75 },
  { side: 1024, quality: 0.7 },
  { side: 800, quality: 0.6 },
] as const

/**
 * Makes a photo as small as a picture may be. It is drawn anew, the right way up, so nothing is left of what the camera
 * wrote beside it. What no page can draw is given back as it is, to be refused in words.
 */
export async function shrinkPhoto(file: Blob): Promise<Blob> {
  const image = await createImageBitmap(file).catch(() => null)
  if (image === null) return file
  try {
    let smallest: Blob = file
    for (const { side, quality } of tries) {
      smallest = await drawn(image, side, quality)
      if (smallest.size <= mostPictureBytes) return smallest
    }
    return smallest
  } finally {
    image.close()
  }
}

async function drawn(image: ImageBitmap, side: number, quality: number): Promise<Blob> {
  const scale = Math.min(1, side / Math.max(image.width, image.height))
  const canvas = document.createElement('canvas')
  canvas.width = Math.max(1, Math.round(image.width * scale))
  canvas.height = Math.max(1, Math.round(image.height * scale))
  const context = canvas.getContext('2d')
  if (context === null) throw new Error('The photo cannot be drawn')
  // A JPEG has nothing to see through: what was clear in the picture would come out black.
  context.fillStyle = 'white'
  context.fillRect(0, 0, canvas.width, canvas.height)
  context.drawImage(image, 0, 0, canvas.width, canvas.height)
  const { promise, resolve, reject } = Promise.withResolvers<Blob>()
  canvas.toBlob(
    (blob) => (blob === null ? reject(new Error('The photo cannot be written')) : resolve(blob)),
    'image/jpeg',
    quality,
  )
  return promise
}
