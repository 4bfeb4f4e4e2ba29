import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'

test('the demo plays a whole day by itself and leaves it as XLSX, CSV, text and a PDF that Chromium printed', () => {
  const parent = mkdtempSync(join(tmpdir(), 'northstar-demo-e2e-'))
  try {
    const folder = join(parent, 'demo-day')
    const bin = join(import.meta.dirname, '..', 'bin', 'northstar.js')
    const { status, stdout, stderr } = spawnSync(process.execPath, [bin, 'demo', '--out', folder], {
      encoding: 'utf8',
    })
    expect(stderr).toBe('')
    expect(status).toBe(0)
    const exports = join(folder, 'exports')
    const files = readdirSync(exports)
    for (const ending of ['en.xlsx', 'ur.xlsx', 'en.csv', 'ur.csv', 'en.txt', 'ur.txt', '.pdf'])
      expect(files.filter((file) => file.endsWith(ending))).toHaveLength(1)
    for (const file of files) expect(stdout).toContain(join(exports, file))
    const pdf = files.find((file) => file.endsWith('.pdf')) ?? ''
    expect(readFileSync(join(exports, pdf)).subarray(0, 5).toString('latin1')).toBe('%PDF-')
  } finally {
    rmSync(parent, { recursive: true, force: true })
  }
})
