const benches = {
  startup: async () => (await import('../bench/startup.ts')).run(),
  answer: async () => (await import('../bench/answer.ts')).run(),
} as const

/** Runs one benchmark by name; its last line holds the figures. */
export async function run([name = '']: readonly string[]): Promise<number> {
  if (!Object.hasOwn(benches, name)) {
    process.stdout.write(`Name one benchmark: npm run bench -- ${Object.keys(benches).join(' | ')}\n`)
    return 1
  }
  await benches[name as keyof typeof benches]()
  return 0
}
