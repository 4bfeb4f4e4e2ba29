import type { Page } from '@playwright/test'
import { openTopic, setUp, walkIn } from './main-steps.ts'
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
