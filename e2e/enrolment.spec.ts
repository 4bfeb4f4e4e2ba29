import { startHeadoffice } from './headoffice.ts'
import { lookAtBoth } from './look.ts'
import { choosePassphrase, openReady, pin, withinASync } from './main-steps.ts'
import { expect, test } from './showroom.ts'

test('a new laptop joins a store with a code, and whoever joined is let in by the PIN chosen then', async ({
  page,
  showroom,
}) => {
  const headoffice = await startHeadoffice()
  try {
    await page.goto(showroom.url)
    await choosePassphrase(page)
    await page.getByRole('button', { name: /join it with a code/ }).click()
    await lookAtBoth(page, 'join')
    await page.getByLabel('Address of head office').fill(headoffice.url)
    await page.getByLabel('Code from head office').fill('0000-0000-0000')
    await page.getByLabel('Your name').fill('Bilal Ahmed')
    await page.getByLabel('Your PIN', { exact: true }).fill(pin)
    await page.getByLabel('Your PIN once more').fill(pin)
    await page.getByRole('button', { name: 'Join the store' }).click()
    await expect(page.getByRole('alert')).toContainText('Head office does not take this code')
    const described = [
      '--name',
      'Gulberg Motors',
      '--market',
      'pk',
      '--time-zone',
      'Asia/Karachi',
      '--language',
      'en',
    ]
    await page.getByLabel('Code from head office').fill(await headoffice.newCode('LHE-01', described))
    await page.getByRole('button', { name: 'Join the store' }).click()

    await expect(page.getByRole('heading', { name: 'Which of the store’s people are you?' })).toBeVisible()
    await expect(page.getByText('Gulberg Motors')).toBeVisible()
    await expect(page.getByText(/are on their way/)).toBeHidden(withinASync)
    await lookAtBoth(page, 'take-place')
    await page.getByRole('button', { name: /I am new here/ }).click()
    await page.getByLabel('The PIN you chose when joining').fill('314159')
    await page.getByRole('button', { name: 'Sign in', exact: true }).click()
    await expect(page.getByText('That is not the PIN.')).toBeVisible()
    await page.getByLabel('The PIN you chose when joining').fill(pin)
    await page.getByRole('button', { name: 'Sign in', exact: true }).click()
    // As after setting up: the recovery code first.
    await page.getByRole('button', { name: 'Later' }).click()
    await expect(page.getByRole('button', { name: 'Someone walked in' })).toBeVisible()
  } finally {
    await headoffice.close()
  }
})

test('a manager enrols the laptop in Settings, and gives it new keys', async ({
  page,
  readyShowroom: showroom,
}) => {
  const headoffice = await startHeadoffice()
  try {
    await openReady(page, showroom.url)
    await page.goto(new URL('/settings', page.url()).href)
    const section = page.getByRole('region', { name: 'Head office', exact: true })
    await expect(section.getByText(/not enrolled with a head office/)).toBeVisible()
    await section.scrollIntoViewIfNeeded()
    await lookAtBoth(page, 'settings-not-enrolled')
    await section.getByLabel('Address of head office').fill('http://headoffice.example')
    await section.getByLabel('Code from head office').fill('K7QF-3M9T-XW2P')
    await section.getByRole('button', { name: 'Enrol this laptop' }).click()
    await expect(section.getByRole('alert')).toContainText('could be read on the way')
    await section.getByLabel('Address of head office').fill(headoffice.url)
    await section.getByLabel('Code from head office').fill(await headoffice.newCode('KHI-01'))
    await section.getByRole('button', { name: 'Enrol this laptop' }).click()
    await expect(section.getByText(/^Enrolled since/)).toBeVisible(withinASync)
    await section.getByRole('button', { name: 'New keys' }).click()
    await expect(section.getByText('This laptop has new keys.')).toBeVisible()
    await section.getByText('Keys of this laptop').scrollIntoViewIfNeeded()
    await lookAtBoth(page, 'settings-enrolled')
  } finally {
    await headoffice.close()
  }
})
