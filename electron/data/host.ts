/** What the data process may ask of whatever runs it. */
export interface Host {
  readonly kind: 'electron' | 'browser' | 'none'
  /**
   * Prints a page of the renderer to the bytes of an A4 PDF; `null` when nothing here can print.
   * @param path such as `/print/daily-summary/2026-11-22?language=en`
   */
  readonly printPage: (path: string) => Promise<Uint8Array | null>
}
