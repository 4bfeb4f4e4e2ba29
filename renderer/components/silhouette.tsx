import { useId } from 'react'
import type { Paint } from '../../core/catalogue/paint.ts'
import styles from './silhouette.module.css'
import { archGap, type Drawing, drawings, ground, unknownBody } from './silhouette-drawings.ts'
import { bodyOutline, lowerEdge } from './silhouette-outline.ts'

declare module 'react' {
  interface CSSProperties {
    '--paint'?: string
  }
}

type SilhouetteProps = {
  readonly body: string | null
  /** What it is painted in; in the accent's colour without one. */
  readonly paint?: Paint | null | undefined
  readonly className?: string | undefined
}

const drawingByBody: ReadonlyMap<string, Drawing> = new Map(Object.entries(drawings))

/** A vehicle's shape by its body, for the eye only: what it is stands in words beside it. */
export function Silhouette({ body, paint = null, className = '' }: SilhouetteProps) {
  const drawing = drawingByBody.get(body ?? '')
  return (
    <svg
      viewBox="0 0 320 132"
      className={`${styles.drawing} ${className}`}
      style={paint === null ? undefined : { '--paint': paint.hex }}
      data-dark={paint?.isDark === true || undefined}
      aria-hidden="true"
    >
      {drawing === undefined ? <Unknown /> : <Car drawing={drawing} />}
    </svg>
  )
}

function Car({ drawing }: { readonly drawing: Drawing }) {
  const shine = useId()
  const { wheels, radius, glass, seams, handles, headlamp, taillamp, rails } = drawing
  const axle = ground - radius
  return (
    <>
      <linearGradient id={shine} x1="0" y1="0" x2="0" y2="1">
        <stop offset="0" className={styles.lit} />
        <stop offset="0.5" className={styles.even} />
        <stop offset="1" className={styles.shaded} />
      </linearGradient>
      <ellipse cx="160" cy={ground} rx="146" ry="4" className={styles.shadow} />
      {wheels.map((x) => (
        <circle key={x} cx={x} cy={axle} r={radius + archGap - 0.5} className={styles.arch} />
      ))}
      {rails === undefined ? null : <path d={rails} className={styles.rails} />}
      <path d={bodyOutline(drawing)} className={styles.body} fill={`url(#${shine})`} />
      <path d={lowerEdge(drawing)} className={styles.lower} strokeWidth={drawing.guards === true ? 5 : 3} />
      <path d={glass} className={styles.glass} />
      <path d={seams} className={styles.seams} />
      {handles.map(([x, y]) => (
        <path key={x} d={`M${x} ${y}h10`} className={styles.handle} />
      ))}
      <path d={headlamp} className={styles.headlamp} />
      <path d={taillamp} className={styles.taillamp} />
      {wheels.map((x) => (
        <g key={x}>
          <circle cx={x} cy={axle} r={radius} className={styles.tyre} />
          <circle cx={x} cy={axle} r={radius * 0.64} className={styles.rim} />
          <circle
            cx={x}
            cy={axle}
            r={radius * 0.4}
            strokeWidth={radius * 0.3}
            pathLength={99.9}
            strokeDasharray="11 9"
            className={styles.spokes}
          />
          <circle cx={x} cy={axle} r={radius * 0.16} className={styles.hub} />
        </g>
      ))}
    </>
  )
}

/** No more than a sign that nobody knows: a vehicle in dashes. */
function Unknown() {
  const { wheels, radius } = unknownBody
  return (
    <g className={styles.unknown}>
      <path d={`M10 ${ground}H310`} />
      <path d={bodyOutline(unknownBody)} />
      {wheels.map((x) => (
        <circle key={x} cx={x} cy={ground - radius} r={radius} />
      ))}
    </g>
  )
}
