import { cp, mkdir } from 'node:fs/promises'
import { dirname } from 'node:path'
import { makeFreshTrial } from '../headoffice/testing/make-fresh-trial.ts'
import { madeOnce } from './made-once.ts'
import { setUp } from './main-steps.ts'
import { test } from './showroom.ts'

test('a laptop is set up on its first screens', async ({ page, showroom }) => {
  await setUp(page, showroom.url)
  await showroom.close()
  await cp(showroom.folder, madeOnce('laptop'), { recursive: true })
})

test('a trial head office makes its database', async () => {
  const made = madeOnce('trial')
  await mkdir(dirname(made), { recursive: true })
  await makeFreshTrial(made)
})
