import type { Page } from '@playwright/test'
import { choosePassphrase, openTopic, pin, setUp, walkIn } from './main-steps.ts'
import { expect, test } from './showroom.ts'

async function saidSeven(page: Page): Promise<void> {
  await openTopic(page, 'People')
  await page.getByRole('button', { name: /^7/ }).first().click()
  await expect(page.getByText(/^Saved \d\d:\d\d:\d\d$/)).toBeInViewport()
}

test('a dialog opened by the keyboard takes the focus, and gives it back to its button', async ({
  page,
  showroom,
}) => {
  await setUp(page, showroom.url)
  await walkIn(page)
  const end = page.getByRole('button', { name: 'End the visit' })
  await end.focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: /^Still thinking/ })).toBeFocused()
  await expect(page.getByRole('button', { name: /^Left before contact/ })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await expect(end).toBeFocused()

  await page.keyboard.press('Control+k')
  await expect(page.getByRole('combobox')).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await expect(end).toBeFocused()
})

test('with nothing said there is no shortlist to keep or book', async ({ page, showroom }) => {
  await setUp(page, showroom.url)
  await walkIn(page)
  await page.getByRole('link', { name: 'Show the shortlist' }).click()
  await expect(page.getByRole('heading', { name: 'Nothing to go on yet' })).toBeVisible()
  await expect(page.getByRole('button', { name: /Keep|Book/ })).toHaveCount(0)
  await page.getByRole('link', { name: 'Go on talking' }).click()
  await expect(page.getByText('Worth asking next')).toBeVisible()
})

test('a visit that is over can be read and not changed, and stays folded on Today', async ({
  page,
  showroom,
}) => {
  await setUp(page, showroom.url)
  await walkIn(page)
  await saidSeven(page)
  await page.setViewportSize({ width: 1100, height: 768 })
  await page.getByRole('button', { name: 'End the visit' }).click()
  await expect(page.getByRole('button', { name: /^Left before contact/ })).toHaveCount(0)
  await page.getByRole('button', { name: /^Still thinking/ }).click()
  const row = page.getByRole('link', { name: /No name yet/ })
  await expect(row).toBeHidden()
  await page.getByText('Earlier today').click()
  await row.click()
  await expect(page.getByRole('heading', { name: 'This visit has ended' })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Ask this' })).toHaveCount(0)
  await expect(page.getByRole('button', { name: /^7/ }).first()).toHaveAttribute('aria-disabled', 'true')
  await expect(page.getByLabel('In their own words')).not.toBeEditable()
  await page.getByRole('link', { name: 'Go to Today' }).click()
  await expect(page.getByRole('button', { name: 'Someone walked in' })).toBeVisible()
})

test('the focus stays on the screen through set-up, the recovery code, a backup and a hand-over', async ({
  page,
  showroom,
}) => {
  await page.goto(showroom.url)
  await choosePassphrase(page)
  await page.getByLabel('Name of the showroom').fill('Clifton Motors')
  await page.getByLabel('Short code').fill('KHI-01')
  await page.getByLabel('Your name').fill('Ayesha Malik')
  const chosen = page.getByLabel('Your PIN', { exact: true })
  await chosen.fill('111111')
  await page.getByLabel('Your PIN once more').fill('111111')
  await page.getByRole('button', { name: 'Open the showroom' }).click()
  await expect(page.getByText(/Choose another/).first()).toBeVisible()
  await expect(chosen).toBeFocused()
  await chosen.fill(pin)
  await page.getByLabel('Your PIN once more').fill(pin)
  await page.getByRole('button', { name: 'Open the showroom' }).click()

  await page.getByRole('button', { name: 'Make the recovery code' }).click()
  await expect(page.getByText(/^This is the code/)).toBeFocused()
  const code = page.getByRole('img', { name: /^Recovery code of this laptop/ })
  const lastGroup = await code.locator('span').last().textContent()
  await page.getByLabel('Type the last group').fill(lastGroup ?? '')
  await page.getByRole('button', { name: 'The page is kept' }).click()
  await expect(page.getByText(/^The recovery code counts from now on/)).toBeFocused()
  await page.getByRole('button', { name: 'Go to Today' }).click()

  await page.goto(new URL('/backups', page.url()).href)
  const make = page.getByRole('button', { name: /^Make one now/ })
  await make.click()
  await expect(page.getByText(/^Made/).first()).toBeVisible({ timeout: 30_000 })
  await expect(make).toBeFocused()

  await page.goto(new URL('/settings', page.url()).href)
  await page.getByLabel('Add someone').fill('Bilal Ahmed')
  await page.getByRole('button', { name: 'Add', exact: true }).click()
  await expect(page.getByRole('button', { name: /Bilal Ahmed/ })).toBeVisible()
  await page.getByRole('button', { name: /^Ayesha Malik is signed in/ }).click()
  await page.getByRole('button', { name: /^Hand over/ }).click()
  await expect(page.getByRole('heading', { name: 'Hand the laptop over' })).toBeVisible()
  await expect(page.getByRole('button', { name: /^Bilal Ahmed/ })).toBeFocused()
})
