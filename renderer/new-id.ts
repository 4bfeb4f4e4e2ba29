import { v7 } from 'uuid'
import type { NewId } from '../core/ids.ts'

/** The renderer's one door to new ids; passed in from `main.tsx`. */
export const pageNewId: NewId = () => v7()
