export type Box = {
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
}

const steps = {
  ArrowLeft: { along: 'x', sign: -1 },
  ArrowRight: { along: 'x', sign: 1 },
  ArrowUp: { along: 'y', sign: -1 },
  ArrowDown: { along: 'y', sign: 1 },
} as const
export type ArrowKey = keyof typeof steps

export const isArrowKey = (key: string): key is ArrowKey => key in steps

/** A step to the side stays in its row as long as the row goes on, and so with columns. */
const sidewaysCost = 3

/**
 * The place of the box that an arrow key moves to, by how they lie on the screen, so that it is right in a script that
 * runs from the right too; `null` where nothing lies that way.
 */
export function nearest(from: Box, boxes: readonly Box[], key: ArrowKey): number | null {
  const { along, sign } = steps[key]
  const middleOf = ({ left, right, top, bottom }: Box) => ({ x: (left + right) / 2, y: (top + bottom) / 2 })
  const here = middleOf(from)
  const across = along === 'x' ? 'y' : 'x'
  let best: { readonly place: number; readonly cost: number } | null = null
  for (const [place, box] of boxes.entries()) {
    const middle = middleOf(box)
    const ahead = sign * (middle[along] - here[along])
    if (ahead < 1) continue
    const cost = ahead + sidewaysCost * Math.abs(middle[across] - here[across])
    if (best === null || cost < best.cost) best = { place, cost }
  }
  return best?.place ?? null
}
