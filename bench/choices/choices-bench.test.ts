import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { resources } from '../../bin/resources.ts'
import { makeChoices, wideCsv, wideSpec } from './test-survey.ts'

const folder = mkdtempSync(join(tmpdir(), 'northstar-choices-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function bench(csv: string, spec: object) {
  const [file, specFile] = [join(folder, 'choices.csv'), join(folder, 'spec.json')]
  writeFileSync(file, csv)
  writeFileSync(specFile, JSON.stringify(spec))
  const args = [
    join(resources, 'bin', 'northstar.js'),
    'bench',
    'choices',
    '--file',
    file,
    '--spec',
    specFile,
  ]
  const { status, stdout } = spawnSync(process.execPath, args, { encoding: 'utf8' })
  return { status, lines: stdout.trimEnd().split('\n') }
}

const made = makeChoices({
  people: 24,
  tasks: 2,
  alternatives: 3,
  means: [-0.8, 0.6, 0.4],
  spread: 0.5,
  seed: 8,
})
const belief = { draws: 20, particles: 50 }

test('a file of choices and its spec are measured, the figures last', () => {
  const { status, lines } = bench(wideCsv(made), { ...wideSpec, constants: 'position', belief })
  expect(lines.at(-1)).toMatch(
    /^choices: people=24 heldOut=6 loglikPerChoice=-\d\.\d{3} hitRate=\S+ logitLoglik=-\d\.\d{3} logitHit=\S+$/,
  )
  expect(lines.filter((line) => line.startsWith('this or that'))).toHaveLength(6)
  expect(status).toBe(0)
})

test('a file that the spec does not explain is refused, and says why', () => {
  const { status, lines } = bench('id,picked\n1,2', wideSpec)
  expect(lines[0]).toContain('The file has no column "price.1"')
  expect(status).toBe(1)
})
