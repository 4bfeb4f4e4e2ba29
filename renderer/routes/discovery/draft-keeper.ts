export type DraftStatus =
  | { readonly type: 'idle' }
  | { readonly type: 'waiting' }
  | { readonly type: 'kept'; readonly keptAt: number }
  | { readonly type: 'failed'; readonly error: unknown }

type DraftKeeperDeps = {
  readonly keep: (text: string) => Promise<{ readonly keptAt: number }>
  readonly onStatus: (status: DraftStatus) => void
  /** The longest that a typed letter waits before it is sent, in milliseconds. */
  readonly delayMs: number
  /** The pause before text that could not be kept is sent again, in milliseconds. */
  readonly retryMs: number
}

/**
 * Sends text being typed to be kept: at most `delayMs` after each letter, one call at a time, the newest text last.
 * Text that could not be kept is sent again until it is, also after the screen has gone.
 */
export function createDraftKeeper({ keep, onStatus, delayMs, retryMs }: DraftKeeperDeps) {
  let unsent: string | null = null
  let sending: Promise<void> | null = null
  let timer: ReturnType<typeof setTimeout> | null = null

  function after(ms: number) {
    timer ??= setTimeout(() => {
      timer = null
      void send()
    }, ms)
  }
  function stopWaiting() {
    if (timer !== null) clearTimeout(timer)
    timer = null
  }
  function send(): Promise<void> {
    if (sending !== null || unsent === null) return sending ?? Promise.resolve()
    const text = unsent
    unsent = null
    const next = (pauseMs: number) => {
      sending = null
      if (unsent !== null) after(pauseMs)
    }
    sending = keep(text).then(
      ({ keptAt }) => {
        if (unsent === null) onStatus({ type: 'kept', keptAt })
        next(0)
      },
      (error: unknown) => {
        unsent ??= text
        onStatus({ type: 'failed', error })
        next(retryMs)
      },
    )
    return sending
  }
  return {
    /** Takes the whole text as it now stands. */
    type(text: string) {
      unsent = text
      onStatus({ type: 'waiting' })
      after(delayMs)
    },
    /** Sends at once what is not sent yet: on blur, on leaving, when the window hides. */
    flush() {
      if (unsent === null) return
      stopWaiting()
      void send()
    },
    /** Sends at once and waits until it is kept or has failed once: before an answer with the same words is saved. */
    async finish() {
      stopWaiting()
      await sending
      stopWaiting()
      await send()
    },
    /** The text is saved with an answer now: if it is still waiting to be sent, it need not be. */
    forget(text: string) {
      if (unsent !== text) return
      unsent = null
      stopWaiting()
    },
  }
}
