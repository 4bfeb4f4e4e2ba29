import type { z } from 'zod'
import type { BankFault } from './bank-faults.ts'
import { valueAt } from './bank-place.ts'

/** What a schema found wrong with a bank, in the words of whoever wrote the file rather than those of the schema. */
export function shapeFault(issue: z.core.$ZodIssue, json: unknown): BankFault {
  const { path } = issue
  const found = valueAt(json, path)
  return { path, ...(found === undefined ? missing(issue) : misfit(issue, found)) }
}

type Words = Pick<BankFault, 'wrong' | 'todo'>

function missing(issue: z.core.$ZodIssue): Words {
  const what =
    issue.code === 'invalid_type'
      ? kindName(issue.expected)
      : issue.code === 'invalid_value'
        ? choice(issue.values)
        : issue.code === 'invalid_union'
          ? unionChoice(issue)
          : 'it'
  return { wrong: 'it is missing', todo: `add ${what}` }
}

function misfit(issue: z.core.$ZodIssue, found: unknown): Words {
  switch (issue.code) {
    case 'invalid_type': {
      const kind = kindName(issue.expected)
      return { wrong: `${written(found)} is not ${kind}`, todo: `write ${kind}` }
    }
    case 'invalid_value':
      return { wrong: `${written(found)} is not known here`, todo: `write ${choice(issue.values)}` }
    case 'invalid_union':
      return { wrong: `${written(found)} is not known here`, todo: `write ${unionChoice(issue)}` }
    case 'too_small':
      return sizeWords(found, 'at least', `${issue.minimum}`, issue.inclusive ?? true, issue.exact ?? false)
    case 'too_big':
      return sizeWords(found, 'at most', `${issue.maximum}`, issue.inclusive ?? true, issue.exact ?? false)
    case 'invalid_format':
      return {
        wrong: `${written(found)} is not written as an id`,
        todo: 'write small English letters, parted by - or, in a question’s, by a full stop',
      }
    case 'unrecognized_keys':
      return { wrong: `nothing is known by the name of ${issue.keys.join(', ')}`, todo: 'take it out' }
    default:
      return { wrong: issue.message, todo: 'write it as the bank that came with the application does' }
  }
}

/** @param limit in numbers: of items, of letters, or of the value itself */
function sizeWords(
  found: unknown,
  bound: 'at least' | 'at most',
  limit: string,
  isInclusive: boolean,
  isExact: boolean,
): Words {
  if (found === '') return { wrong: 'it is empty', todo: 'write the words' }
  const most = isExact ? 'exactly' : bound
  if (Array.isArray(found)) return { wrong: `it has ${found.length}`, todo: `write ${most} ${limit} of them` }
  const wanted = isInclusive ? `${most} ${limit}` : `${bound === 'at least' ? 'more' : 'less'} than ${limit}`
  return { wrong: `${written(found)} is out of range`, todo: `write ${wanted}` }
}

function unionChoice(issue: z.core.$ZodIssueInvalidUnion): string {
  // The one union that no field tells apart.
  return 'options' in issue && Array.isArray(issue.options)
    ? choice(issue.options)
    : 'one of {"afterTopics": 4}, {"after": ["an.id"]}, {"beforeEnd": true} and null'
}

function choice(values: readonly unknown[]): string {
  return values.length === 1 ? written(values[0]) : `one of ${values.map(String).join(', ')}`
}

const kindNames: Readonly<Record<string, string>> = {
  array: 'a list [ ]',
  object: 'an object { }',
  record: 'an object { }',
  string: 'a text in "quotes"',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
}

function kindName(expected: string): string {
  return kindNames[expected] ?? expected
}

const longest = 40

function written(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing'
  return text.length > longest ? `${text.slice(0, longest)}…` : text
}
