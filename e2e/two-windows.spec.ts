import { connectWriter } from '../db/connect.ts'
import { createKeyVault } from '../electron/data/vault/key-vault.ts'
import { newId, randomBytes, systemClock } from '../electron/doors.ts'
import { openReady, openTopic, passphrase, walkIn } from './main-steps.ts'
import { expect, test } from './showroom.ts'

const saved = /^Saved \d\d:\d\d:\d\d$/

test('an answer given on two laptops apart shows both, and the one that is kept stands alone', async ({
  page,
  readyShowroom: showroom,
}) => {
  await openReady(page, showroom.url)
  await walkIn(page)
  await openTopic(page, 'People')
  await page.getByRole('button', { name: /^7/ }).first().click()
  await expect(page.getByText(saved)).toBeVisible()
  await page.getByRole('button', { name: /^5/ }).first().click()
  await expect(page.getByText(saved)).toBeVisible()
  await expect(page.getByRole('button', { name: /^5/ }).first()).toHaveAttribute('aria-pressed', 'true')
  await answerApart(showroom.folder)
  await page.reload()

  const apart = page.getByRole('group', { name: 'Answered on two laptops apart' })
  await expect(apart.getByRole('button')).toHaveCount(2)
  await apart.getByRole('button', { name: '7 people' }).click()
  await expect(apart).toHaveCount(0)
  await page.getByRole('button', { name: 'All topics' }).click()
  await expect(page.getByRole('button', { name: /People.*7 people/ })).toBeVisible()
})

test('a visit named in two windows: the second is told whose it is, and may still make it another’s', async ({
  page,
  readyShowroom: showroom,
  context,
}) => {
  await openReady(page, showroom.url)
  await walkIn(page)
  const second = await context.newPage()
  await second.goto(page.url())
  for (const window of [page, second]) await window.getByRole('button', { name: 'Add a name' }).click()
  await page.getByLabel('Name', { exact: true }).fill('Fatima Noor')
  await second.getByLabel('Name', { exact: true }).fill('Sana Tariq')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(page.getByText(saved)).toBeVisible()
  await second.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(second.getByRole('alert')).toContainText('“Fatima Noor”')
  await expect(second.getByLabel('Name', { exact: true })).toHaveValue('Sana Tariq')

  await second.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(second.getByText(saved)).toBeVisible()
  await second.getByRole('button', { name: 'Done' }).click()
  await expect(second.getByRole('heading', { level: 1 })).toHaveText('Sana Tariq')
  await second.goto(new URL('/customers', second.url()).href)
  await expect(second.getByText('Fatima Noor')).toBeVisible()
})

/** As if the second answer had come from another laptop, where the first had not been seen. */
async function answerApart(folder: string): Promise<void> {
  const vault = createKeyVault({ folder, clock: systemClock, newId, randomBytes, sealer: null })
  const found = await vault.open({ type: 'passphrase', passphrase })
  if (found.type !== 'opened') throw new Error('The passphrase did not open the laptop')
  const connection = connectWriter(folder, found.key)
  // What is tapped shows at once and is saved a moment later.
  await expect.poll(() => connection.prepare('SELECT count(*) FROM answer').pluck().get()).toBe(2)
  connection.exec("UPDATE answer SET supersedes_ids = '[]'")
  connection.close()
}
