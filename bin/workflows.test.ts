import { globSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { resources } from './resources.ts'

const stepSchema = z.strictObject({
  name: z.string().optional(),
  if: z.string().optional(),
  uses: z.string().optional(),
  with: z.record(z.string(), z.unknown()).optional(),
  run: z.string().optional(),
  shell: z.string().optional(),
  'working-directory': z.string().optional(),
  env: z.record(z.string(), z.string()).optional(),
})
const workflowSchema = z.object({
  name: z.string(),
  on: z.record(z.string(), z.unknown()),
  permissions: z.record(z.string(), z.string()),
  jobs: z.record(
    z.string(),
    z.object({
      'runs-on': z.string(),
      'timeout-minutes': z.int(),
      permissions: z.record(z.string(), z.string()).optional(),
      strategy: z.object({ matrix: z.object({ os: z.array(z.string()) }) }).optional(),
      steps: z.array(stepSchema).min(1),
    }),
  ),
})
type Workflow = z.infer<typeof workflowSchema>

const { scripts } = z
  .object({ scripts: z.record(z.string(), z.string()) })
  .parse(JSON.parse(readFileSync(join(resources, 'package.json'), 'utf8')))

const workflows = globSync('.github/workflows/*.yml', { cwd: resources }).map((file) => {
  const text = readFileSync(join(resources, file), 'utf8')
  return { name: basename(file), text, workflow: workflowSchema.parse(parse(text)) }
})
const stepsOf = ({ jobs }: Workflow) => Object.values(jobs).flatMap(({ steps }) => steps)
const threeSystems = ['ubuntu-latest', 'windows-latest', 'macos-latest']

it('there are two workflows: what is checked, and what is released', () => {
  expect(workflows.map(({ name }) => name).sort()).toEqual(['ci.yml', 'release.yml'])
})

describe.each(workflows)('$name', ({ text, workflow }) => {
  it('runs scripts that there are', () => {
    const runs = stepsOf(workflow).flatMap(({ run = '' }) => run)
    const called = runs.join('\n').matchAll(/npm (?:run ([a-z:-]+)|(test))/g)
    const names = [...called].map(([, script, test]) => script ?? test ?? '')
    expect(names.length).toBeGreaterThan(0)
    expect(names.filter((name) => !(name in scripts))).toEqual([])
  })

  it('uses nobody’s action but by the commit it was looked at', () => {
    for (const { uses } of stepsOf(workflow))
      if (uses !== undefined) expect(uses).toMatch(/^actions\/[a-z-]+@[0-9a-f]{40}$/)
  })

  it('may read alone, but for the job that publishes', () => {
    expect(workflow.permissions).toEqual({ contents: 'read' })
    const writing = Object.entries(workflow.jobs).filter(([, { permissions }]) => permissions !== undefined)
    for (const [name, { permissions }] of writing) {
      expect(name).toBe('publish')
      expect(permissions).toEqual({ contents: 'write' })
    }
  })

  it('hands secrets to steps by their environment, and puts nothing that a stranger writes into a command', () => {
    expect(text).not.toContain('pull_request_target')
    for (const { run = '' } of stepsOf(workflow))
      expect(run).not.toMatch(/\$\{\{\s*(secrets|github\.event|github\.head_ref)/)
  })

  it('packs and drives the real Electron on the three systems', () => {
    const matrices = Object.values(workflow.jobs).filter(({ strategy }) => strategy !== undefined)
    expect(matrices).toHaveLength(1)
    for (const { strategy, steps } of matrices) {
      expect(strategy?.matrix.os).toEqual(threeSystems)
      const runs = steps.map(({ run }) => run ?? '').join('\n')
      expect(runs).toContain('npx install-electron --no')
      expect(runs).toContain('npm run installers')
      expect(runs).toMatch(/npm test|playwright test electron packing/)
    }
  })
})

it('a release has its checksums, its bill of materials and its signatures', () => {
  const release = workflows.find(({ name }) => name === 'release.yml')
  const runs = release
    ? stepsOf(release.workflow)
        .map(({ run }) => run ?? '')
        .join('\n')
    : ''
  expect(runs).toContain('sha256sum')
  expect(runs).toContain('npm sbom --sbom-format cyclonedx')
  expect(runs).toContain('npm run sign-update')
})
