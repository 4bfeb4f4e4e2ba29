import type { Page } from '@playwright/test'
import { choosePassphrase, goOn, openReady, openShowroom, openTopic, pin, walkIn } from './main-steps.ts'
import { expect, test } from './showroom.ts'

async function saidSeven(page: Page): Promise<void> {
  await openTopic(page, 'People')
  await page.getByRole('button', { name: /^7/ }).first().click()
  await expect(page.getByText(/^Saved \d\d:\d\d:\d\d$/)).toBeInViewport()
}

test('a dialog or a vehicle opened by the keyboard takes the focus, and gives it back to where it was', async ({
  page,
  readyShowroom: showroom,
}) => {
  await openReady(page, showroom.url)
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

  // Enter waits for what the letters before it find.
  await page.keyboard.press('Control+k')
  await expect(page.getByRole('combobox')).toBeFocused()
  await page.keyboard.type('city 1.5L aspire cvt')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: /^Honda City 1.5L ASPIRE CVT/ })).toBeVisible()

  await page.goto(new URL('/vehicles', page.url()).href)
  const row = page.getByRole('link', { name: /^1.5L ASPIRE CVT/ }).first()
  await expect(page.getByText(/^\d+ models, \d+ variants$/)).toBeVisible()
  await page.keyboard.press('/')
  await page.keyboard.type('city asspire')
  await expect(page.getByText('Nothing is spelled “city asspire”. These sound like it.')).toBeVisible()
  await row.focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: /^Honda City 1.5L ASPIRE CVT/ })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('heading', { name: 'Vehicles' })).toBeVisible()
  await expect(row).toBeFocused()
  expect(page.url()).toContain('q=city')
})

test('with nothing said there is no shortlist to keep or book', async ({ page, readyShowroom: showroom }) => {
  await openReady(page, showroom.url)
  await walkIn(page)
  await page.getByRole('link', { name: 'Show the shortlist' }).click()
  await expect(page.getByRole('heading', { name: 'Nothing to go on yet' })).toBeVisible()
  await expect(page.getByRole('button', { name: /Keep|Book/ })).toHaveCount(0)
  await page.getByRole('link', { name: 'Go on talking' }).click()
  await expect(page.getByText('Worth asking next')).toBeVisible()
})

test('a visit that is over can be read and not changed, and stays folded on Today', async ({
  page,
  readyShowroom: showroom,
}) => {
  await openReady(page, showroom.url)
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
  const heading = page.getByRole('heading', { level: 1 })
  await expect(heading).toBeFocused()
  await page.getByRole('radio', { name: 'Pakistan' }).check()
  await page.keyboard.press('Enter')

  await expect(page.getByText('Step 2 of 5')).toBeVisible()
  await expect(heading).toBeFocused()
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  const name = page.getByLabel('Name of the showroom')
  await expect(name).toBeFocused()
  await name.fill('Clifton Motors')
  await page.reload()
  await expect(name).toHaveValue('Clifton Motors')
  await name.press('Enter')

  await page.getByLabel('Your name').fill('Ayesha Malik')
  const chosen = page.getByLabel('Your PIN', { exact: true })
  await chosen.fill('111111')
  await page.getByLabel('Your PIN once more').fill('111111')
  await page.keyboard.press('Enter')
  await expect(page.getByText(/Choose another/).first()).toBeVisible()
  await expect(chosen).toBeFocused()
  await chosen.fill(pin)
  await page.getByLabel('Your PIN once more').fill(pin)
  await page.getByLabel('Name of somebody else').fill('Imran Sheikh')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: 'Remove Imran Sheikh' })).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(page.getByText('Step 4 of 5')).toBeVisible()
  await page.getByRole('button', { name: 'Back' }).click()
  await expect(chosen).toHaveValue(pin)
  await goOn(page)
  await openShowroom(page)

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
