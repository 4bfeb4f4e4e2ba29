import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { nodeProblem } from './check-node.js'

const oldNode = ['/usr/bin/node', '/usr/local/bin/node'].find(
  (program) =>
    existsSync(program) &&
    nodeProblem(spawnSync(program, ['--version'], { encoding: 'utf8' }).stdout.trim().slice(1)) !== null,
)

describe('the Node that Northstar runs on', () => {
  it.each(['24.0.0', '24.21.0', '26.1.0'])('%s will do', (version) => {
    expect(nodeProblem(version)).toBeNull()
  })

  it.each(['20.20.2', '22.12.0', '23.11.0', '8.0.0', ''])(
    '%j will not, and the sentence says what to do',
    (version) => {
      expect(nodeProblem(version)).toContain(`started with Node ${version}`)
      expect(nodeProblem(version)).toContain('npm install')
    },
  )

  it.skipIf(oldNode === undefined).each(['start', 'demo', 'headoffice', 'bench', 'build', 'test'])(
    '%s stops an older Node with one sentence before anything is loaded (not run where there is no older Node)',
    (command) => {
      const { status, stdout, stderr } = spawnSync(
        oldNode ?? '',
        [join(import.meta.dirname, 'northstar.js'), command],
        { encoding: 'utf8' },
      )
      expect(status).toBe(1)
      expect(stdout).toBe('')
      expect(stderr).toMatch(/^Northstar needs Node 24 or newer .* Nothing was opened\..*\n$/)
    },
  )
})
