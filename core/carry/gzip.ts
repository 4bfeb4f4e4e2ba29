/** What was compressed is more than whoever reads it takes. */
export class TooMuchInside {
  readonly type = 'too-much-inside'
}

export async function gzip(bytes: Uint8Array): Promise<Uint8Array> {
  const stream = new Blob([new Uint8Array(bytes)]).stream().pipeThrough(new CompressionStream('gzip'))
  return new Uint8Array(await new Response(stream).arrayBuffer())
}

/**
 * Inflates no more than `most` bytes.
 * @throws TypeError for what is not gzip
 */
export async function gunzip(bytes: Uint8Array, most: number): Promise<Uint8Array | TooMuchInside> {
  const stream = new Blob([new Uint8Array(bytes)]).stream().pipeThrough(new DecompressionStream('gzip'))
  const reader = stream.getReader()
  const parts: Uint8Array[] = []
  let size = 0
  for (;;) {
    const { done, value } = await reader.read()
    if (done) break
    size += value.length
    if (size > most) {
      await reader.cancel()
      return new TooMuchInside()
    }
    parts.push(value)
  }
  return new Uint8Array(await new Blob(parts.map((part) => new Uint8Array(part))).arrayBuffer())
}
