import { expectInOrder } from './look.ts'
import { choosePassphrase } from './main-steps.ts'
import { expect, test } from './showroom.ts'

// Another market than the one that a laptop is opened with when nothing is known yet.
test.use({ timezoneId: 'America/Denver' })

test('every step skipped ends on Today, in the market that the clock of the machine tells', async ({
  page,
  showroom,
}) => {
  await page.goto(showroom.url)
  await choosePassphrase(page)
  const skip = page.getByRole('button', { name: 'Skip' })
  await expect(page.getByRole('radio', { name: 'United States' })).toBeChecked()
  await expectInOrder(page, 'first-run-market')
  await skip.click()
  await expect(page.getByText(/it is called “My showroom”/)).toBeVisible()
  await skip.click()
  await expect(page.getByText('Step 3 of 5')).toBeVisible()
  await skip.click()
  const made = page.getByRole('img', { name: /^Your PIN/ })
  const pin = (await made.textContent()) ?? ''
  await expectInOrder(page, 'first-run-made-pin')
  await page.getByRole('button', { name: 'I have written it down' }).click()
  await expect(page.getByRole('radio', { name: /^Base catalogue/ })).toBeChecked()
  await skip.click()
  await page.getByRole('button', { name: 'Open the showroom' }).click()
  // The data is opened anew with that market, and the page follows by itself.
  await page.getByRole('button', { name: 'Later' }).click()
  await expect(page.getByRole('button', { name: 'Someone walked in' })).toBeVisible()

  await page.getByRole('button', { name: /^Manager is signed in/ }).click()
  await page.getByRole('button', { name: /^Lock/ }).click()
  await page.getByLabel('PIN of Manager').fill(pin)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await page.getByRole('link', { name: 'Settings' }).click()
  const store = page.getByRole('region', { name: 'This store' })
  await expect(store).toContainText('My showroom')
  await expect(store).toContainText('United States')
  await expect(store).toContainText('America/Denver')
  await store.getByRole('button', { name: 'Change name and code' }).click()
  await store.getByLabel('Name of the showroom').fill('Lakeside Motors')
  await store.getByRole('button', { name: 'Save' }).click()
  await expect(store.getByText(/^Saved/)).toBeVisible()
  await expect(store).toContainText('Lakeside Motors')
})
