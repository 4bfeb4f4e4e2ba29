import styles from './silhouette.module.css'

type Drawing = {
  readonly outline: string
  readonly glass: string
  readonly wheels: readonly [number, number]
  readonly radius: number
}

/* Side views on a ground line at y = 104 of a 320 x 116 picture, front to the left; one stroke each, no brand. */
const drawings: Readonly<Record<string, Drawing>> = {
  hatchback: {
    outline:
      'M44 88C42 76 45 68 58 65L96 58C114 42 132 34 158 33L206 33C232 34 250 44 262 60C271 63 276 71 276 82L274 88Z',
    glass: 'M110 58C124 47 138 41 160 40L164 58ZM173 40L206 40C224 41 238 48 247 59L173 58Z',
    wheels: [88, 230],
    radius: 17,
  },
  sedan: {
    outline:
      'M24 88C21 76 26 69 42 66L92 59C110 44 128 36 154 35L180 35C202 35 218 43 234 57L278 62C292 64 299 71 298 81L296 88Z',
    glass: 'M106 59C120 48 134 42 154 42L158 59ZM167 42L180 42C196 42 208 48 219 59L167 59Z',
    wheels: [78, 244],
    radius: 17,
  },
  crossover: {
    outline:
      'M28 87C25 71 30 62 46 58L96 51C112 36 128 28 152 27L222 28C244 29 260 38 272 53L284 57C292 60 295 68 294 79L292 87Z',
    glass: 'M111 51C123 40 136 35 154 34L158 52ZM167 34L220 35C236 36 248 43 258 53L167 52Z',
    wheels: [82, 240],
    radius: 19,
  },
  suv: {
    outline:
      'M26 86C23 68 28 58 44 54L94 47C106 32 120 23 142 22L250 22C266 23 276 30 282 46L292 52C298 56 300 64 299 76L297 86Z',
    glass:
      'M108 47C118 36 128 30 144 29L146 48ZM155 29L200 29L202 48L155 48ZM211 29L248 29C258 30 266 36 270 48L213 48Z',
    wheels: [82, 242],
    radius: 20,
  },
  mpv: {
    outline:
      'M22 88C19 73 26 64 42 60L78 53C100 34 124 24 154 23L250 23C270 25 282 36 290 54C297 59 300 68 300 80L298 88Z',
    glass:
      'M96 53C114 39 130 31 150 30L152 52ZM161 30L206 30L208 52L161 52ZM217 30L248 30C262 31 271 39 277 52L219 52Z',
    wheels: [78, 248],
    radius: 17,
  },
  van: {
    outline: 'M24 88C22 70 27 60 38 54L52 47C62 28 72 18 92 16L282 16C293 17 298 23 298 34L298 88Z',
    glass:
      'M64 48C72 34 80 25 94 23L110 23L112 48ZM121 23L176 23L176 48L121 48ZM186 23L282 23C289 23 291 27 291 34L291 48L186 48Z',
    wheels: [76, 250],
    radius: 17,
  },
  pickup: {
    outline:
      'M20 86C17 70 24 61 40 58L90 51C102 36 114 27 136 26L184 26C196 27 202 35 205 51L300 53L302 80L300 86Z',
    glass: 'M103 51C114 40 124 34 138 33L142 51ZM151 33L182 33C189 34 193 41 195 51L151 51Z',
    wheels: [80, 250],
    radius: 20,
  },
  wagon: {
    outline:
      'M24 88C21 76 26 69 42 66L90 59C108 44 126 36 152 35L244 35C268 36 282 46 291 62C297 66 300 74 299 82L297 88Z',
    glass:
      'M104 59C118 48 132 42 152 42L156 59ZM165 42L206 42L208 59L165 59ZM217 42L244 42C259 43 270 49 277 59L219 59Z',
    wheels: [78, 246],
    radius: 17,
  },
  coupe: {
    outline:
      'M22 88C19 78 25 71 42 68L102 61C124 46 144 39 168 39C200 39 228 47 256 61L284 65C296 68 300 75 298 82L296 88Z',
    glass: 'M118 61C136 50 150 46 168 46C192 46 214 51 234 61L176 61Z',
    wheels: [78, 244],
    radius: 18,
  },
}
const unknownBody: Drawing = {
  outline:
    'M30 86C28 72 34 64 50 61L96 54C116 38 138 30 164 30C196 30 226 38 248 54C276 57 292 64 292 80L290 86Z',
  glass: '',
  wheels: [82, 240],
  radius: 18,
}

/** A vehicle's shape by its body, for the eye only: what it is stands in words beside it. */
export function Silhouette({
  body,
  className = '',
}: {
  readonly body: string | null
  readonly className?: string | undefined
}) {
  const { outline, glass, wheels, radius } = drawings[body ?? ''] ?? unknownBody
  return (
    <svg viewBox="10 8 300 100" className={`${styles.drawing} ${className}`} aria-hidden="true">
      <path d="M14 104H306" className={styles.ground} />
      <path d={outline} className={styles.body} />
      <path d={glass} className={styles.glass} />
      {wheels.map((x) => (
        <g key={x}>
          <circle cx={x} cy={104 - radius} r={radius + 4} className={styles.arch} />
          <circle cx={x} cy={104 - radius} r={radius} className={styles.tyre} />
          <circle cx={x} cy={104 - radius} r={radius * 0.52} className={styles.rim} />
        </g>
      ))}
    </svg>
  )
}
