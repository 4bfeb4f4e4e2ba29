/**
 * Side views on a ground line at y = 124 of a 320 x 132 picture, the front to the left, drawn to one scale (62 to the
 * metre) so that a van stands taller than a coupé. No maker's car: each is what its kind has in common.
 */
export interface Drawing {
  /** From the front's lower edge over bonnet, roof and tail to the rear's lower edge, both at `sill`. */
  readonly top: string
  /** How high the lower edge of the body is. */
  readonly sill: number
  /** The middle of the front and of the rear wheel. */
  readonly wheels: readonly [number, number]
  readonly radius: number
  readonly glass: string
  /** Where doors, a load bed or a bonnet part. */
  readonly seams: string
  readonly handles: readonly (readonly [number, number])[]
  readonly headlamp: string
  readonly taillamp: string
  /** Unpainted guards around wheels and sill, for rougher ground. */
  readonly guards?: boolean
  readonly rails?: string
}

export const ground = 124
export const archGap = 3.5

export const drawings = {
  hatchback: {
    top: 'M45 106C41 99 40 90 43 83C46 76 54 72 66 69L92 63C108 48 126 36 152 33C178 30 208 31 236 35C246 37 253 41 258 49C264 58 270 64 274 72C279 82 279 95 276 106',
    sill: 106,
    wheels: [88, 233],
    radius: 18.5,
    glass:
      'M102 63C116 50 131 41 153 38.5L157 63ZM164 38L208 37.5C218 37.5 222 40 224 45L230 63L164 63ZM230 40C240 41 246 44 250 50L257 62L238 62Z',
    seams: 'M160.5 39L161 101M104 66C101 78 102 92 109 100M231 66C224 72 215 82 212 101',
    handles: [
      [142, 71],
      [206, 71],
    ],
    headlamp: 'M45 79L68 74C70 79 66 84 59 85L43 87Z',
    taillamp: 'M262 64L272 69C275 75 276 79 276 84L266 82C264 76 262 70 262 64Z',
  },
  sedan: {
    top: 'M21 107C17 101 16 91 19 85C22 79 33 75 50 72C74 67 92 65 106 62C122 49 140 37 166 35C192 33 213 37 231 48C239 53 246 58 252 60C268 59 284 60 295 63C301 66 303 74 302 84C302 94 301 101 298 107',
    sill: 107,
    wheels: [76, 243],
    radius: 19.5,
    glass:
      'M117 62C131 50 146 42 163 40L167 62ZM174 62L171 39.5C190 38.5 207 42 221 50C228 54 233 58 237 62Z',
    seams: 'M170.5 41L173 102M112 66C109 78 110 92 116 101M238 65C229 72 221 84 217 102M252 61L262 84',
    handles: [
      [152, 71],
      [214, 71],
    ],
    headlamp: 'M20 83L46 76C48 81 43 85 36 86L18 89Z',
    taillamp: 'M285 66L297 68C301 72 302 77 302 82L288 80C285 76 284 70 285 66Z',
  },
  crossover: {
    top: 'M29 103C25 95 25 84 29 77C33 70 44 66 58 64L98 58C114 40 132 28 158 26C186 24 216 25 240 30C252 33 262 42 271 56L283 61C291 66 294 75 294 86C294 93 293 99 290 103',
    sill: 103,
    wheels: [82, 242],
    radius: 21.5,
    glass:
      'M109 58C122 44 136 35 156 32L160 58ZM167 31.5L210 31C219 31.5 223 35 226 41L231 58L167 58ZM233 34C244 37 252 44 259 56L240 57Z',
    seams: 'M163.5 33L164 97M109 62C106 74 107 88 115 96M233 61C224 68 216 80 213 97',
    handles: [
      [144, 67],
      [210, 67],
    ],
    headlamp: 'M31 75L60 69C63 74 58 79 51 80L29 83Z',
    taillamp: 'M268 60L284 63C289 68 291 72 292 77L272 74C269 70 267 65 268 60Z',
    guards: true,
    rails: 'M158 22.5C184 20.5 212 21 234 25.5',
  },
  suv: {
    top: 'M17 101C13 91 13 78 17 69C20 63 30 59 44 57L96 52C108 33 118 19 140 17C180 13 226 13 266 16C278 17 285 22 289 32L298 54C304 62 306 72 306 84C306 92 305 97 302 101',
    sill: 101,
    wheels: [76, 248],
    radius: 23,
    glass:
      'M107 52C117 37 125 26 142 23L145 52ZM153 22.5L200 21L201 52L153 52ZM209 21L262 22C272 23 276 26 279 33L287 52L210 52Z',
    seams: 'M149 23L149 94M205 22L206 94M105 56C101 68 102 84 108 93',
    handles: [
      [130, 61],
      [187, 61],
    ],
    headlamp: 'M17 67L46 61L47 72L17 76Z',
    taillamp: 'M290 54L299 57C303 63 305 70 305 80L294 79C291 71 290 62 290 54Z',
    guards: true,
    rails: 'M140 12.5C180 8.5 224 8.5 262 11.5',
  },
  mpv: {
    top: 'M20 105C16 98 16 88 20 82C24 76 36 71 52 68C68 64 80 60 90 54C112 36 134 22 164 19C200 16 240 17 268 21C279 23 286 30 291 42L299 66C302 74 303 84 302 93C301 99 300 103 298 105',
    sill: 105,
    wheels: [78, 252],
    radius: 19.5,
    glass:
      'M88 62C92 58 97 54 102 51L113 44L118 60ZM124 38C136 31 150 26 166 25L168 60L128 61ZM176 24.5L226 23.5L228 60L176 60ZM235 24L266 26C275 27 279 31 283 41L289 58L236 60Z',
    seams:
      'M120 44L127 64C124 80 126 92 132 99M172 25L173 100M231.5 25L232 64C222 72 216 86 214 100M176 70L292 70',
    handles: [
      [154, 69],
      [184, 76],
    ],
    headlamp: 'M22 80L52 71C57 75 54 81 46 83L19 87Z',
    taillamp: 'M291 58L298 64C301 72 302 80 301 88L294 86C291 77 290 67 291 58Z',
  },
  van: {
    top: 'M24 104C20 96 19 86 22 77C25 69 32 63 42 58L60 48C70 30 80 14 106 10C150 7 230 7 284 9C294 10 299 15 299 25L301 84C301 94 300 100 298 104',
    sill: 104,
    wheels: [74, 244],
    radius: 19,
    glass:
      'M62 54C71 36 80 23 104 17.5L113 17L115 54ZM124 16.5L188 15.5L188 52L124 53ZM197 15.5L282 16C290 16.5 293 20 293 27L294 52L197 52Z',
    seams: 'M119 17L120 98M57 60C54 74 56 90 62 98M192.5 16L193 98M122 62L288 62M193 98L120 98',
    handles: [
      [102, 63],
      [128, 70],
    ],
    headlamp: 'M24 74L40 67C45 71 44 79 38 82L22 85Z',
    taillamp: 'M294 58L300 58L301 84L295 84Z',
  },
  pickup: {
    top: 'M12 100C8 91 8 79 11 71C14 64 24 61 38 59L90 54C102 37 112 23 134 20C154 18 172 18 188 20C199 22 204 28 207 38L212 56L304 56C309 57 311 61 311 67L311 91C311 96 310 99 307 100',
    sill: 100,
    wheels: [70, 254],
    radius: 23,
    glass: 'M101 54C111 40 119 29 136 26L139 54ZM147 25.5L184 25.5C192 26 195 30 197 37L201 54L147 54Z',
    seams: 'M143 26L143 93M99 58C96 70 97 84 103 92M208 57L204 93M212 66L310 66M214 57L213 93',
    handles: [
      [126, 62],
      [187, 62],
    ],
    headlamp: 'M12 70L38 64L39 74L11 78Z',
    taillamp: 'M303 62L310 62L310 80L303 80Z',
    guards: true,
  },
  wagon: {
    top: 'M20 107C16 101 15 91 18 85C21 79 32 75 49 72C72 67 88 65 102 62C118 48 136 36 162 34C196 31 240 32 268 36C279 38 286 45 292 56C298 64 303 72 303 84C303 94 302 101 299 107',
    sill: 107,
    wheels: [75, 245],
    radius: 19.5,
    glass:
      'M113 62C127 49 142 41 160 39L164 62ZM171 38.5L218 37.5L223 62L172 62ZM226 37.5L262 40C272 41.5 276 45 280 52L285 61L231 62Z',
    seams: 'M167.5 40L170 102M108 66C105 78 106 92 112 101M228 65C222 72 218 84 215 102',
    handles: [
      [149, 71],
      [208, 71],
    ],
    headlamp: 'M19 83L45 76C47 81 42 85 35 86L17 89Z',
    taillamp: 'M284 64L295 62C300 69 302 76 302 82L288 81C285 76 284 70 284 64Z',
    rails: 'M166 30C196 27.5 236 28.5 262 32',
  },
  coupe: {
    top: 'M25 108C21 102 20 94 23 88C27 82 38 78 56 75C82 70 100 68 114 66C132 53 150 44 174 42C204 40 232 50 258 64C270 66 282 67 291 70C297 73 298 80 297 88C297 97 296 103 293 108',
    sill: 108,
    wheels: [79, 240],
    radius: 20.5,
    glass: 'M125 66C140 55 154 49 174 47C178 47 181 47 184 47L188 66ZM194 47.5C212 50 226 57 236 66L198 66Z',
    seams: 'M119 70C116 82 117 94 123 103M191 68C196 80 197 92 193 103M193 103L123 103M258 65L266 88',
    handles: [[172, 75]],
    headlamp: 'M24 87L52 80C54 84 49 88 42 89L22 92Z',
    taillamp: 'M278 72L292 74C296 77 297 81 297 85L281 83C278 80 277 75 278 72Z',
  },
} as const satisfies Readonly<Record<string, Drawing>>

/** Under a cloth: the body is not known. */
export const unknownBody: Drawing = {
  top: 'M26 106C20 92 24 78 44 72L92 62C112 44 136 34 166 33C200 32 226 42 246 56C276 60 296 68 298 86C298 96 297 102 295 106',
  sill: 106,
  wheels: [80, 242],
  radius: 19.5,
  glass: '',
  seams: 'M92 63C96 80 92 96 96 104M166 34C160 60 164 86 160 104M246 57C240 74 244 92 240 104',
  handles: [],
  headlamp: '',
  taillamp: '',
}
