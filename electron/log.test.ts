import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Refusal } from '../contract/errors.ts'
import { errorForLog } from '../core/error-for-log.ts'
import { createLog } from './log.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'northstar-log-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const words = 'Ayesha Malik +923001234567'

describe('the log', () => {
  it('keeps the name, code and place of an error and never its message, which may quote what people typed', () => {
    const log = createLog(folder, 'data')
    const cause = new SyntaxError(`Unexpected token in "${words}"`)
    log.error({ err: new Refusal('PHONE_NOT_VALID', { phone: words }, { cause }) }, 'refused')
    const text = readFileSync(join(folder, 'logs', 'data.log'), 'utf8')
    expect(text).not.toContain('Ayesha')
    expect(text).not.toContain('92300')
    expect(JSON.parse(text)).toMatchObject({
      msg: 'refused',
      err: {
        name: 'Refusal',
        code: 'PHONE_NOT_VALID',
        at: expect.arrayContaining([expect.stringContaining('log.test.ts')]),
      },
    })
  })

  it('says only the kind of what was thrown without being an error', () => {
    expect(errorForLog(words)).toEqual({ type: 'string' })
  })

  it('is readable by its owner only, and starts anew when it has grown large', () => {
    createLog(folder, 'data').info('first')
    const file = join(folder, 'logs', 'data.log')
    expect(statSync(file).mode & 0o077).toBe(0)
    writeFileSync(file, 'x'.repeat(5_000_001))
    createLog(folder, 'data').info('second')
    expect(readFileSync(file, 'utf8')).toContain('second')
    expect(statSync(`${file}.1`).size).toBe(5_000_001)
  })

  it.skipIf(process.platform === 'win32')(
    'refuses a folder it may not write in, with the sentence for it',
    () => {
      const file = join(folder, 'a-file')
      writeFileSync(file, '')
      chmodSync(file, 0o400)
      // The folder that was named, and not one inside it that nobody has heard of.
      expect(() => createLog(file, 'data')).toThrow(
        expect.objectContaining({ code: 'FOLDER_NOT_WRITABLE', detail: { folder: file } }),
      )
    },
  )
})
