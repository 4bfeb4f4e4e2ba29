import { archGap, type Drawing, ground } from './silhouette-drawings.ts'

/** Rounded, so that a page holds no more digits than a pixel has. */
const at = (x: number): number => Math.round(x * 100) / 100

/** An arch over a wheel as far as it is cut out of the body: its foot to either side of the wheel's middle. */
function arch({ radius, sill }: Drawing) {
  const middle = ground - radius
  const r = radius + archGap
  const foot = Math.sqrt(r * r - (sill - middle) ** 2)
  return { r, foot, isLarge: sill > middle ? 1 : 0 }
}

/** The whole outline of a body, its wheels' arches cut out of it. */
export function bodyOutline(drawing: Drawing): string {
  const { r, foot, isLarge } = arch(drawing)
  const { top, sill, wheels } = drawing
  const [front, rear] = wheels
  const cut = (x: number) => `L${at(x + foot)} ${sill}A${r} ${r} 0 ${isLarge} 0 ${at(x - foot)} ${sill}`
  return `${top}${cut(rear)}${cut(front)}Z`
}

/** The unpainted edge of a body: along its sill, and around the arches too where it has guards. */
export function lowerEdge(drawing: Drawing): string {
  const { r, foot, isLarge } = arch(drawing)
  const { sill, wheels, guards = false } = drawing
  const [front, rear] = wheels
  const along = `M${at(front + foot)} ${sill - 1.5}H${at(rear - foot)}`
  if (!guards) return along
  const around = (x: number) => `M${at(x - foot)} ${sill}A${r} ${r} 0 ${isLarge} 1 ${at(x + foot)} ${sill}`
  return `${around(front)}${along}${around(rear)}`
}
