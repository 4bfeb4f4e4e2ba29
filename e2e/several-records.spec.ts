import type { Page } from '@playwright/test'
import { openReady } from './main-steps.ts'
import { expect, test } from './showroom.ts'

async function putOnRecord(page: Page, name: string, phone: string): Promise<void> {
  await page.getByRole('navigation').getByRole('link', { name: 'Customers' }).click()
  await page.getByRole('link', { name: 'New customer' }).click()
  await page.getByLabel('Name, if they gave it').fill(name)
  await page.getByLabel('Phone, if they gave it').fill(phone)
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByRole('heading', { name, level: 1 })).toBeVisible()
}

test('two records of one person are linked with one tap, found once, and taken apart again', async ({
  page,
  readyShowroom: showroom,
}) => {
  await openReady(page, showroom.url)
  await putOnRecord(page, 'Sana Tariq', '0300 1234567')
  await putOnRecord(page, 'Sana', '0300 1234567')
  const offered = page.getByRole('region', { name: 'This looks like the same person' })
  await expect(offered).toContainText('the same phone · one name is part of the other')
  await offered.getByRole('button', { name: 'The same person: link' }).click()
  const linked = page.getByRole('region', { name: 'Other records of this person' })
  await expect(linked).toContainText('Sana Tariq')
  await page.getByRole('navigation').getByRole('link', { name: 'Customers' }).click()
  await expect(page.getByText('1 customer on this laptop')).toBeVisible()
  await page.getByRole('link', { name: /2 records of one person/ }).click()
  await page.getByRole('button', { name: 'Not the same person: take apart' }).click()
  await expect(linked).toBeHidden()
})

test('a car is added to the stock by its number, kept for a visit, and let go', async ({
  page,
  readyShowroom: showroom,
}) => {
  await openReady(page, showroom.url)
  await page.getByRole('button', { name: 'Someone walked in' }).click()
  await page.getByRole('link', { name: 'Stock' }).click()
  await page.getByRole('button', { name: 'Add a car' }).click()
  const form = page.getByRole('dialog', { name: 'Add a car' })
  await form.getByLabel('VIN or frame number').fill('MRHGM664ONP012345')
  await form.getByLabel('Vehicle', { exact: true }).first().fill('city')
  await form.getByRole('group', { name: 'Vehicle' }).getByRole('button').first().click()
  await form.getByLabel('Colour').fill('White')
  await form.getByRole('button', { name: 'Save' }).click()
  await expect(form.getByRole('alert')).toContainText('neither a VIN nor a frame number')
  await form.getByLabel('VIN or frame number').fill('mrhgm6640np012345')
  await form.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText('MRHGM6640NP012345')).toBeVisible()
  await page.getByRole('button', { name: 'Keep for a visit' }).click()
  await page.getByRole('group', { name: 'For which visit of today' }).getByRole('button').first().click()
  await page.getByRole('dialog').getByRole('button', { name: 'Keep for a visit' }).click()
  await expect(page.getByText('Kept for')).toBeVisible()
  await page.getByRole('button', { name: 'Let go' }).click()
  await expect(page.getByText('Kept for')).toBeHidden()
})

test('a visit from paper is written down and shown as entered later', async ({
  page,
  readyShowroom: showroom,
}) => {
  await openReady(page, showroom.url)
  await page.getByRole('button', { name: 'Enter a visit from paper' }).click()
  const form = page.getByRole('dialog', { name: 'A visit from paper' })
  await form.getByLabel('Came at').fill('00:00')
  await form.getByLabel('Left at').fill('00:01')
  await form.getByRole('button', { name: 'Enter the visit' }).click()
  await expect(page.getByText('What you write here is entered later')).toBeVisible()
  await expect(page.getByText('Worth asking next')).toBeVisible()
  await page.getByRole('link', { name: 'Today' }).click()
  await expect(page.getByText('Nobody in the showroom now')).toBeVisible()
  await page.getByText('Earlier today').click()
  await expect(page.getByText(/entered later from paper/)).toBeVisible()
})
