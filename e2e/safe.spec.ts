import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expectNoAxe } from './look.ts'
import { openReady, openTopic, passphrase, pin, signIn, walkIn } from './main-steps.ts'
import { expect, test } from './showroom.ts'

test('a laptop that was started again wants its passphrase and then a PIN, and nothing on its disk is readable', async ({
  context,
  page,
  readyShowroom: showroom,
}) => {
  await openReady(page, showroom.url)
  await walkIn(page)
  await page.getByRole('button', { name: 'Add a name' }).click()
  await page.getByLabel('Name', { exact: true }).fill('Fatima Noor')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(page.getByText(/^Saved \d\d:\d\d:\d\d$/)).toBeVisible()
  const reopened = await showroom.killAndReopen()
  for (const entry of readdirSync(showroom.folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue
    const bytes = readFileSync(join(entry.parentPath, entry.name))
    expect(bytes.includes('Fatima Noor'), entry.name).toBe(false)
  }

  const again = await context.newPage()
  await again.goto(reopened.url)
  const field = again.getByLabel('Passphrase', { exact: true })
  await expect(field).toBeFocused()
  await expectNoAxe(again, 'passphrase')
  await field.fill(`${passphrase} not`)
  await again.keyboard.press('Enter')
  await expect(again.getByText('This passphrase does not open the laptop')).toBeVisible()
  await field.fill(passphrase)
  await again.keyboard.press('Enter')

  const pinField = again.getByLabel('PIN of Ayesha Malik')
  await expect(pinField).toBeFocused({ timeout: 20_000 })
  await expectNoAxe(again, 'sign-in')
  await expect(again.getByText('Fatima Noor')).toHaveCount(0)
  await pinField.fill('999991')
  await again.keyboard.press('Enter')
  await expect(again.getByText('That is not the PIN')).toBeVisible()
  await pinField.fill(pin)
  await again.keyboard.press('Enter')
  await expect(again.getByText('Fatima Noor').first()).toBeVisible()
})

test('a lock in mid-conversation keeps what is being typed, out of sight, and gives it back', async ({
  page,
  readyShowroom: showroom,
}) => {
  await openReady(page, showroom.url)
  await walkIn(page)
  await openTopic(page, 'People')
  await page.getByLabel('In their own words').fill('seven of us, and the grandparents')
  await page
    .getByRole('button', { name: /Ayesha Malik/ })
    .first()
    .click()
  await page.getByRole('button', { name: /^Lock now/ }).click()
  await expect(page.getByRole('heading', { name: 'Locked' })).toBeVisible()
  await expect(page.getByLabel('In their own words')).toBeHidden()
  await page.keyboard.press('Control+k')
  await expect(page.getByRole('combobox')).toHaveCount(0)
  await signIn(page)
  await expect(page.getByLabel('In their own words')).toHaveValue('seven of us, and the grandparents')
})

test('damaged data ends in choices, and a backup with the journal brings all of it back', async ({
  context,
  page,
  readyShowroom: showroom,
}) => {
  await openReady(page, showroom.url)
  await walkIn(page)
  await page.goto(new URL('/backups', page.url()).href)
  await page.getByRole('button', { name: /Make one now/ }).click()
  await expect(page.getByText('read through and good')).toBeVisible({ timeout: 30_000 })
  await showroom.close()
  const file = join(showroom.folder, 'northstar.db')
  writeFileSync(file, readFileSync(file).fill(0x55, 16))
  const reopened = await showroom.killAndReopen()
  const again = await context.newPage()
  await again.goto(reopened.url)
  await again.getByLabel('Passphrase', { exact: true }).fill(passphrase)
  await again.keyboard.press('Enter')
  await expect(again.getByRole('heading', { name: /cannot be read/ })).toBeVisible({ timeout: 30_000 })
  await expectNoAxe(again, 'damaged')
  await again.getByRole('button', { name: 'Bring it back' }).click()
  await signIn(again)
  await expect(again.getByRole('link', { name: 'Start the conversation' })).toBeVisible({ timeout: 30_000 })
})
