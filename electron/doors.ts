import { v7 } from 'uuid'
import type { Clock } from '../core/clock.ts'
import type { NewId } from '../core/ids.ts'

// biome-ignore lint/plugin: the laptop's one door to time; everything else is given a Clock
export const systemClock: Clock = () => Date.now()

/** The laptop's one door to new ids. */
export const newId: NewId = () => v7()
