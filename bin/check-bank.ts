import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { readBank } from '../core/discovery/bank-report.ts'

const usage = 'Say which file: node bin/northstar.js check-bank --file question-bank.json\n'

/**
 * `node bin/northstar.js check-bank --file FILE`: says whether laptops can use a question bank, or all that is wrong
 * with it, a line a fault.
 * @returns the exit code: 1 when it cannot be used, 2 when it was not said which file
 */
export function run(args: readonly string[]): number {
  const file = readFile(args)
  if (file === null) {
    process.stderr.write(usage)
    return 2
  }
  const text = readText(file)
  const json = text === null ? null : readJson(text)
  if (json === null) {
    process.stderr.write(`${file} ${text === null ? 'is not there' : 'is not JSON'}.\n`)
    return 1
  }
  const reading = readBank(json.value)
  if (reading.type === 'faulty') {
    process.stderr.write(`${file} cannot be used by a laptop:\n${reading.lines.join('\n')}\n`)
    return 1
  }
  const { version, topics, languages } = reading.bank
  const questions = topics.reduce((sum, topic) => sum + topic.questions.length, 0)
  process.stdout.write(
    `The question bank ${version} can be used: ${topics.length} topics, ${questions} questions, worded in ${languages.join(' and ')}.\n`,
  )
  return 0
}

function readFile(args: readonly string[]): string | null {
  try {
    return parseArgs({ args: [...args], options: { file: { type: 'string' } } }).values.file ?? null
  } catch (error) {
    // A word that is no option.
    if (error instanceof TypeError) return null
    throw error
  }
}

function readText(file: string): string | null {
  try {
    return readFileSync(resolve(file), 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  }
}

function readJson(text: string): { readonly value: unknown } | null {
  try {
    return { value: JSON.parse(text) }
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}
