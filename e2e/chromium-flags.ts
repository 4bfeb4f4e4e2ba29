/** How the tests and benchmarks start a Chromium: quiet, and without the sandbox that it refuses to root. */
export const chromiumFlags: readonly string[] = [
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
]
