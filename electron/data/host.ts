/** What came of printing a page: the bytes of a PDF, nothing to print with, or a failure that its host has logged. */
export type Printed =
  | { readonly type: 'pdf'; readonly bytes: Uint8Array }
  | { readonly type: 'no-browser' }
  | { readonly type: 'failed' }

/** What the data process may ask of whatever runs it. */
export interface Host {
  readonly kind: 'electron' | 'browser' | 'none'
  /** Whether this installation can be replaced by a later one without anybody's help. */
  readonly updatesItself?: boolean
  /**
   * Prints a page of the renderer.
   * @param path such as `/print/daily-summary/2026-11-22?language=en`
   */
  readonly printPage: (path: string) => Promise<Printed>
}
