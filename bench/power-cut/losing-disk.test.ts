import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { buildLosingDisk, compile, layOutDisk, openControl, whyNoLosingDisk } from './losing-disk.ts'

const whyNot = whyNoLosingDisk()

describe.skipIf(whyNot !== null)(
  `the losing disk${whyNot === null ? '' : `, not run here: ${whyNot}`}`,
  () => {
    const folder = mkdtempSync(join(tmpdir(), 'northstar-losing-disk-'))
    let library = ''
    let program = ''
    beforeAll(() => {
      library = buildLosingDisk(folder)
      program = compile(['disk-steps.c'], join(folder, 'disk-steps'), [])
    })
    afterAll(() => rmSync(folder, { recursive: true, force: true }))

    /**
     * Does the steps on an empty disk with the file `old` on it, and cuts the power after them.
     * @param steps as disk-steps.c has them
     * @returns what is on the disk afterwards, by name, for many a cut
     */
    function cutAfter(steps: string, seeds: number): readonly Readonly<Record<string, string | null>>[] {
      return Array.from({ length: seeds }, (_, seed) => {
        const { root, environment, controlFile } = layOutDisk(mkdtempSync(join(folder, 'disk-')), library)
        writeFileSync(join(root, 'old'), 'before')
        const control = openControl(controlFile)
        control.set('seed', seed)
        const { signal, stderr } = spawnSync(program, [controlFile, root, ...steps.split(' ')], {
          env: { ...process.env, ...environment },
          encoding: 'utf8',
        })
        expect(stderr).toBe('')
        expect([signal, control.get('wasCut')]).toEqual(['SIGKILL', 1])
        control.close()
        const names = ['old', 'new', 'moved', 'folder/inside', 'after']
        const textOf = (name: string) =>
          existsSync(join(root, name)) ? readFileSync(join(root, name), 'latin1') : null
        return Object.fromEntries(names.map((name) => [name, textOf(name)]))
      })
    }
    const cuts = 20
    const valuesOf = (name: string, found: ReturnType<typeof cutAfter>) =>
      new Set(found.map((disk) => disk[name]))

    test('may lose what was not synced, and keeps some of it at other times', () => {
      const found = cutAfter('write old AFTER!', cuts)
      const values = valuesOf('old', found)
      expect(values).toContain('before')
      expect(values).toContain('AFTER!')
      expect(valuesOf('after', found)).toEqual(new Set([null]))
    })

    test('keeps what was synced', () => {
      const found = cutAfter('write old AFTER! sync old', cuts)
      expect(valuesOf('old', found)).toEqual(new Set(['AFTER!']))
    })

    test('loses a new file whose folder was not synced, however well the file was', () => {
      const found = cutAfter('write new here sync new', cuts)
      expect(valuesOf('new', found)).toContain(null)
    })

    test('keeps a new file that was synced with its folder', () => {
      const found = cutAfter('write new here sync new sync .', cuts)
      expect(valuesOf('new', found)).toEqual(new Set(['here']))
    })

    test('may keep a name and lose what it names, as a renaming without a sync does', () => {
      const found = cutAfter('write new here rename new moved sync .', cuts)
      expect(valuesOf('moved', found)).toContain('')
      expect(valuesOf('new', found)).toEqual(new Set([null]))
    })

    test('takes back a renaming and a removal that were not synced', () => {
      const renamed = cutAfter('write new here sync new sync . rename new old', cuts)
      expect(renamed).toContainEqual(expect.objectContaining({ old: 'before', new: 'here' }))
      const removed = cutAfter('remove old', cuts)
      expect(valuesOf('old', removed)).toContain('before')
    })

    test('loses a new folder with everything in it when what holds the folder was not synced', () => {
      const steps = 'folder folder write folder/inside here sync folder/inside sync folder'
      expect(valuesOf('folder/inside', cutAfter(steps, cuts))).toContain(null)
      expect(valuesOf('folder/inside', cutAfter(`${steps} sync .`, cuts))).toEqual(new Set(['here']))
    })

    test('tears a write that spans sectors', () => {
      const values = [...valuesOf('old', cutAfter('fill old - 8192 sync old fill old + 8192', cuts))]
      expect(values.some((text) => text?.includes('-') && text.includes('+'))).toBe(true)
      for (const text of values) expect(text).toMatch(/^(-{512}|\+{512}){16}$/)
    })
  },
)
