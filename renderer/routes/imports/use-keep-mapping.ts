import { useDebouncedCallback } from '@mantine/hooks'
import { useMutation } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useNorthstar } from '../../northstar.tsx'
import { type MapState, saidOf } from './map-state.ts'
import type { Look } from './mapping-form.ts'

const pauseMs = 1_000

/**
 * Keeps with the import what a person says of its file, after each pause and on leaving, so that whoever comes back
 * finds it.
 * @param windowId of the window in which it is said
 * @param state `null` while nothing was said here
 * @param target what the file is taken for, `null` before it was looked at
 * @returns why it was not kept the last time
 */
export function useKeepMapping(
  windowId: string,
  state: MapState | null,
  target: Look['target'] | null,
): Error | null {
  const { orpc } = useNorthstar()
  const { mutate, error } = useMutation(orpc.imports.keepMapping.mutationOptions())
  const keep = useDebouncedCallback(
    (said: MapState, mapped: Look['target']) =>
      mutate({ importId: said.importId, windowId, ...saidOf(said, mapped) }),
    { delay: pauseMs, maxWait: 5 * pauseMs, flushOnUnmount: true },
  )
  useEffect(() => {
    if (state !== null && target !== null) keep(state, target)
  }, [keep, state, target])
  return error
}
