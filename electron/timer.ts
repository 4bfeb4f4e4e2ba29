/** Runs something once after a pause in milliseconds; gives back the way to call it off. */
export type After = (pauseMs: number, run: () => void) => () => void

/** The process's own timer, which does not keep the process alive. */
export const after: After = (pauseMs, run) => {
  const timer = setTimeout(run, pauseMs)
  timer.unref()
  return () => clearTimeout(timer)
}
