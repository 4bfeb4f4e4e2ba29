import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'

/** Before all test files: a folder for what they may share, gone after the last. */
export function setup(project: TestProject): () => void {
  const shared = mkdtempSync(join(tmpdir(), 'northstar-tests-'))
  project.provide('shared', shared)
  return () => rmSync(shared, { recursive: true, force: true })
}
