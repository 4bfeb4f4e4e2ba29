import { useState } from 'react'
import type { NewId } from '../core/ids.ts'
import { useNorthstar } from './northstar.tsx'

/**
 * Ids for what a screen asks to have made. The same wish keeps its id until it was granted, so that trying again after
 * no answer came makes nothing twice; another wish, and the same one after it was granted, gets a new id.
 */
export function createIdsToMake(newId: NewId) {
  let asked: { readonly wish: string; readonly id: string } | null = null
  return {
    /** @param wish all that tells one wish from another, as JSON can say it */
    idFor(wish: unknown): string {
      const said = JSON.stringify(wish)
      if (asked?.wish !== said) asked = { wish: said, id: newId() }
      return asked.id
    },
    /** The wish was granted. */
    granted() {
      asked = null
    },
  }
}

export function useIdsToMake() {
  const { newId } = useNorthstar()
  return useState(() => createIdsToMake(newId))[0]
}
