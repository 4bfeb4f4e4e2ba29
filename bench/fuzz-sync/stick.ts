import type { Chance } from './chance.ts'
import { Crash } from './crash.ts'
import type { FuzzLaptop } from './laptop.ts'
import type { Office } from './office.ts'

interface Carried {
  readonly laptop: FuzzLaptop
  readonly way: 'to head office' | 'to the laptop'
  readonly bytes: Uint8Array<ArrayBuffer>
}

/** What lies on sticks of a store: files in either direction, none of which anybody has to find again. */
export interface Stick {
  readonly write: (laptop: FuzzLaptop) => Promise<void>
  /** Takes one of the files to where it goes, perhaps damaged, perhaps not for the last time, perhaps to nowhere. */
  readonly carry: (laptops: readonly FuzzLaptop[]) => Promise<void>
}

export function createStick(deps: {
  readonly chance: Chance
  readonly office: Office
  readonly trace: (words: string) => void
}): Stick {
  const { chance, office, trace } = deps
  const files: Carried[] = []

  const take = (): { readonly index: number; readonly file: Carried } => {
    // The newest most of the time; an old one may turn up in a drawer at any time.
    const index = chance.isTrue(0.6) ? files.length - 1 : chance.below(files.length)
    const file = files[index]
    if (!file) throw new Error('There is no file to carry')
    return { index, file }
  }
  const carryIn = async ({ laptop, bytes }: Carried): Promise<Carried | null> => {
    if (chance.isTrue(0.1)) office.crashNext(chance.pick(['before-commit', 'after-commit'] as const))
    try {
      const read = async (from: number, to: number) => bytes.slice(from, to)
      const answer = await office.carryIn({ size: bytes.length, read })
      return answer && { laptop, way: 'to the laptop', bytes: new Uint8Array(answer) }
    } catch (error) {
      if (!(error instanceof Crash)) throw error
      trace('    head office ended')
      return null
    } finally {
      office.crashNext(null)
    }
  }

  return {
    async write(laptop) {
      const bytes = await laptop.writeCarried()
      if (bytes === null) return
      files.push({ laptop, way: 'to head office', bytes })
      trace(`  ${laptop.number} wrote a file`)
    },
    async carry(laptops) {
      if (files.length === 0) return
      const { index, file } = take()
      const { laptop, way } = file
      const isDamaged = chance.isTrue(0.1)
      const isKept = chance.isTrue(0.3)
      if (!isKept) files.splice(index, 1)
      if (chance.isTrue(0.1)) return trace(`  the file ${way} of ${laptop.number} got lost`)
      const bytes = isDamaged ? spoilt(chance, file.bytes) : file.bytes
      if (way === 'to head office') {
        const answer = await carryIn({ ...file, bytes })
        trace(
          `  ${laptop.number}'s file${isDamaged ? ', damaged,' : ''} was ${answer ? 'taken in' : 'refused'}`,
        )
        if (answer) files.push(answer)
        if (answer && isDamaged) throw new Error('A damaged file was taken in')
        return
      }
      const reader = chance.isTrue(0.1) ? chance.pick(laptops) : laptop
      if (reader.isGone()) return
      const came = await reader.readCarried(bytes)
      trace(`  ${reader.number} read the answer for ${laptop.number}${isDamaged ? ', damaged' : ''}: ${came}`)
    },
  }
}

/** Others of its bytes, or not all of them. */
function spoilt(chance: Chance, bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  if (chance.isTrue(0.5)) return bytes.slice(0, chance.below(bytes.length))
  const other = bytes.slice()
  const at = chance.below(other.length)
  other[at] = (other[at] ?? 0) ^ (1 + chance.below(255))
  return other
}
