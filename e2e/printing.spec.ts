import type { Page } from '@playwright/test'
import { openReady, pin } from './main-steps.ts'
import { expect, test } from './showroom.ts'

const pinOfBilal = '314159'

test('a manager’s print of the day is written down first, and a consultant is told that a manager can', async ({
  page,
  readyShowroom: showroom,
}) => {
  await page.addInitScript(() => {
    window.print = () => {
      document.body.dataset.printed = 'true'
    }
  })
  await openReady(page, showroom.url)
  await addBilal(page)
  const at = (path: string) => new URL(path, page.url()).href
  await page.goto(at('/print/daily-summary'))
  await page.getByRole('button', { name: 'Print', exact: true }).click()
  await expect(page.locator('body')).toHaveAttribute('data-printed', 'true')
  await page.goto(at('/access-log'))
  await expect(page.getByText(/^Ayesha Malik printed the daily summary of/)).toBeVisible()

  await page.getByRole('button', { name: /^Ayesha Malik is signed in/ }).click()
  await page.getByRole('button', { name: /^Bilal Ahmed/ }).click()
  await page.getByLabel('PIN of Bilal Ahmed').fill(pinOfBilal)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(page.getByRole('button', { name: /^Bilal Ahmed is signed in/ })).toBeVisible()
  await page.goto(at('/print/daily-summary'))
  await expect(page.getByRole('heading', { name: 'For a manager' })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Print', exact: true })).toHaveCount(0)
  await expect(page.getByRole('table')).toHaveCount(0)
})

async function addBilal(page: Page): Promise<void> {
  await page.goto(new URL('/settings', page.url()).href)
  await page.getByLabel('Add someone').fill('Bilal Ahmed')
  await page.getByRole('button', { name: 'Add', exact: true }).click()
  await page.getByRole('button', { name: /: .?Bilal Ahmed/ }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel(/Ayesha Malik/).fill(pin)
  await dialog.getByLabel('New PIN', { exact: true }).fill(pinOfBilal)
  await dialog.getByLabel('The new PIN once more').fill(pinOfBilal)
  await dialog.getByRole('button', { name: /PIN/ }).click()
  await expect(dialog).toHaveCount(0)
}
