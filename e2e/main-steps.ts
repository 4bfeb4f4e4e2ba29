import { expect, type Page } from '@playwright/test'
import type { RunningHeadoffice } from './headoffice.ts'

/** What the tests seal their laptops with, and sign in with. */
export const passphrase = 'four words nobody says'
export const pin = '271828'

/** By itself a laptop syncs every half a minute: what just missed one comes with the next. */
export const withinASync = { timeout: 45_000 }

/** Seals a new laptop, sets it up as the first screens ask, and leaves the recovery code for later. */
export async function setUp(page: Page, url: string): Promise<void> {
  await page.goto(url)
  await choosePassphrase(page)
  await chooseMarket(page)
  await nameStore(page)
  await page.getByLabel('Your name').fill('Ayesha Malik')
  await page.getByLabel('Your PIN', { exact: true }).fill(pin)
  await page.getByLabel('Your PIN once more').fill(pin)
  await goOn(page)
  await openShowroom(page)
  await page.getByRole('button', { name: 'Later' }).click()
  await expect(page.getByRole('button', { name: 'Someone walked in' })).toBeVisible()
}

export async function choosePassphrase(page: Page): Promise<void> {
  await page.getByLabel('Passphrase', { exact: true }).fill(passphrase)
  await page.getByLabel('The passphrase once more').fill(passphrase)
  await page.getByRole('button', { name: 'Use this passphrase' }).click()
  await expect(page.getByRole('heading', { name: /Where is this showroom/ })).toBeVisible({ timeout: 20_000 })
}

/** The first run’s way from one step to the next. */
export const goOn = (page: Page): Promise<void> => page.getByRole('button', { name: 'Go on' }).click()

/** The market of the tests, whichever this machine’s clock would suggest. */
async function chooseMarket(page: Page): Promise<void> {
  await page.getByRole('radio', { name: 'Pakistan' }).check()
  await goOn(page)
}

async function nameStore(page: Page): Promise<void> {
  await page.getByLabel('Name of the showroom').fill('Clifton Motors')
  await page.getByLabel('Short code').fill('KHI-01')
  await goOn(page)
}

/** From the vehicles to the end of the first run: the base catalogue, and no head office. */
export async function openShowroom(page: Page): Promise<void> {
  await expect(page.getByRole('radio', { name: /^Base catalogue/ })).toBeChecked()
  await goOn(page)
  await page.getByRole('button', { name: 'Open the showroom' }).click()
}

/** Opens the laptop of `readyShowroom`, and signs its manager in. */
export async function openReady(page: Page, url: string): Promise<void> {
  await page.goto(url)
  await openAgain(page)
  await expect(page.getByRole('button', { name: 'Someone walked in' })).toBeVisible()
}

/** Opens the data of a laptop that was started again, and signs its manager in. */
export async function openAgain(page: Page): Promise<void> {
  await page.getByLabel('Passphrase', { exact: true }).fill(passphrase)
  await page.getByRole('button', { name: 'Open', exact: true }).click()
  await signIn(page)
}

export async function signIn(page: Page): Promise<void> {
  await page.getByLabel('PIN of Ayesha Malik').fill(pin)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
}

/** Enrols a laptop that was set up, in Settings. */
export async function enrol(page: Page, headoffice: RunningHeadoffice): Promise<void> {
  await page.goto(new URL('/settings', page.url()).href)
  const section = page.getByRole('region', { name: 'Head office', exact: true })
  await section.getByLabel('Address of head office').fill(headoffice.url)
  await section.getByLabel('Code from head office').fill(await headoffice.newCode('KHI-01'))
  await section.getByRole('button', { name: 'Enrol this laptop' }).click()
  await expect(section.getByText(/^Enrolled since/)).toBeVisible(withinASync)
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
