import { type Command, say, WrongUse } from './headoffice/command.ts'
import { commands } from './headoffice/commands.ts'
import { serve } from './headoffice/serve.ts'

/** `npm run headoffice`: runs head office, or does one of its operator's commands. */
export async function run(args: readonly string[]): Promise<number> {
  // New files are for this account alone, also in a folder that was there before and that others may look into.
  process.umask(0o077)
  const [first = ''] = args
  if (first === 'help' || args.includes('--help')) {
    say(help())
    return 0
  }
  const isNamed = first !== '' && !first.startsWith('-')
  const name = isNamed ? first : 'serve'
  const command = isNamed ? commands.get(first) : serve
  if (command === undefined)
    return refuse(`Head office has no command “${first}”. It has: ${[...commands.keys()].join(', ')}, help.`)
  try {
    return await command.run(isNamed ? args.slice(1) : args)
  } catch (error) {
    if (!(error instanceof WrongUse)) throw error
    return refuse(`${error.message}\n${usageOf(name, command)}`)
  }
}

function refuse(sentence: string): number {
  process.stderr.write(`${sentence}\n`)
  return 2
}

const usageOf = (name: string, { usage }: Command) =>
  `npm run headoffice --${name === 'serve' ? '' : ` ${name}`} ${usage}`.trimEnd()

function help(): string {
  const lines = [...commands].flatMap(([name, command]) => [usageOf(name, command), `    ${command.about}`])
  return `${lines.join('\n')}

Every command but recover and escrow-log takes --folder NAME, where a trial keeps its data: headoffice-data unless said.
With DATABASE_URL=postgres://... head office keeps its data there and is no longer a trial.
docs/head-office.md says how to run it for real.`
}
