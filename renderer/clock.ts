import type { Clock } from '../core/clock.ts'

/** The renderer's one door to time; passed in from `main.tsx`. */
// biome-ignore lint/plugin: this is the door
export const pageClock: Clock = () => Date.now()
