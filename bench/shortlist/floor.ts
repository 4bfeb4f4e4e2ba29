import { createSeeded } from '../../core/discovery/belief/seeded.ts'

const products = 12

/**
 * The least that scoring every vehicle for every sample can take: for each vehicle and sample twelve products, summed
 * and stored, over `Float32Array`s and nothing else.
 */
export function createFloor(vehicles: number, samples: number): () => number {
  const random = createSeeded('floor')
  const drawn = (length: number) => Float32Array.from({ length }, () => random.next())
  const attributes = drawn(vehicles * products)
  const weights = Array.from({ length: products }, () => drawn(samples))
  const into = new Float32Array(vehicles * samples)
  const empty = new Float32Array(0)
  const [a = empty, b = empty, c = empty, d = empty, e = empty, f = empty] = weights
  const [g = empty, h = empty, i = empty, j = empty, k = empty, l = empty] = weights.slice(6)
  return () => {
    for (let vehicle = 0; vehicle < vehicles; vehicle++) {
      const of = vehicle * products
      const va = attributes[of] ?? 0
      const vb = attributes[of + 1] ?? 0
      const vc = attributes[of + 2] ?? 0
      const vd = attributes[of + 3] ?? 0
      const ve = attributes[of + 4] ?? 0
      const vf = attributes[of + 5] ?? 0
      const vg = attributes[of + 6] ?? 0
      const vh = attributes[of + 7] ?? 0
      const vi = attributes[of + 8] ?? 0
      const vj = attributes[of + 9] ?? 0
      const vk = attributes[of + 10] ?? 0
      const vl = attributes[of + 11] ?? 0
      const from = vehicle * samples
      for (let at = 0; at < samples; at++)
        into[from + at] =
          va * (a[at] ?? 0) +
          vb * (b[at] ?? 0) +
          vc * (c[at] ?? 0) +
          vd * (d[at] ?? 0) +
          ve * (e[at] ?? 0) +
          vf * (f[at] ?? 0) +
          vg * (g[at] ?? 0) +
          vh * (h[at] ?? 0) +
          vi * (i[at] ?? 0) +
          vj * (j[at] ?? 0) +
          vk * (k[at] ?? 0) +
          vl * (l[at] ?? 0)
    }
    return into[into.length - 1] ?? 0
  }
}
