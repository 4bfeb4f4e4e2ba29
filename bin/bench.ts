import { keysOf } from '../core/keys-of.ts'

const benches = {
  startup: async () => (await import('../bench/startup.ts')).run(),
  answer: async () => (await import('../bench/answer.ts')).run(),
  durability: async () => (await import('../bench/durability.ts')).run(),
  sync: async () => (await import('../bench/sync.ts')).run(),
  find: async () => (await import('../bench/find.ts')).run(),
  choices: async (args: readonly string[]) => (await import('../bench/choices/choices-bench.ts')).run(args),
  discovery: async (args: readonly string[]) =>
    (await import('../bench/discovery/discovery-bench.ts')).run(args),
  shortlist: async (args: readonly string[]) =>
    (await import('../bench/shortlist/shortlist-bench.ts')).run(args),
  import: async (args: readonly string[]) => (await import('../bench/import/import-bench.ts')).run(args),
} as const

/** Runs one benchmark by name; its last line holds the figures. */
export async function run([name = '', ...args]: readonly string[]): Promise<number> {
  const found = keysOf(benches).find((known) => known === name)
  if (found === undefined) {
    process.stdout.write(`Name one benchmark: npm run bench -- ${keysOf(benches).join(' | ')}\n`)
    return 1
  }
  const code = await benches[found](args)
  return typeof code === 'number' ? code : 0
}
