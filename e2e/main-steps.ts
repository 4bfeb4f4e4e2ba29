import { expect, type Page } from '@playwright/test'

/** Sets the laptop up as the first screen asks. */
export async function setUp(page: Page, url: string): Promise<void> {
  await page.goto(url)
  await page.getByLabel('Name of the showroom').fill('Clifton Motors')
  await page.getByLabel('Short code').fill('KHI-01')
  await page.getByLabel('Your name').fill('Ayesha Malik')
  await page.getByRole('button', { name: 'Open the showroom' }).click()
  await expect(page.getByRole('button', { name: 'Someone walked in' })).toBeVisible()
}

/** Starts a visit and opens its conversation. */
export async function walkIn(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Someone walked in' }).click()
  await page.getByRole('link', { name: 'Start the conversation' }).click()
  await expect(page.getByText('Worth asking next')).toBeVisible()
}

export const openTopic = (page: Page, name: string): Promise<void> =>
  page
    .getByRole('button', { name: new RegExp(`^${name}`) })
    .first()
    .click()
