import type { Page } from '@playwright/test'
import { expectNoAxe, expectNoWider } from './look.ts'
import { openReady, openTopic, setUp, walkIn } from './main-steps.ts'
import { expect, test } from './showroom.ts'

/** Each language and each scheme once: contrast is a matter of the scheme alone, names and order of the language. */
const looks = [
  { language: 'en', scheme: 'light' },
  { language: 'ur', scheme: 'dark' },
] as const

/** Every screen of a store that has had one visit, by what it is called here and its address. */
async function screensOf(page: Page): Promise<ReadonlyMap<string, string>> {
  await walkIn(page)
  const conversation = new URL(page.url())
  await openTopic(page, 'People')
  await page.getByLabel('In their own words').fill('the grandparents come on Fridays')
  await page.getByRole('button', { name: /^7/ }).first().click()
  await expect(page.getByText(/^Saved \d\d:\d\d:\d\d$/)).toBeVisible()
  const question = page.url()
  await page.getByRole('button', { name: 'Add a name' }).click()
  await page.getByLabel('Name', { exact: true }).fill('Fatima Noor')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(page.getByRole('button', { name: 'They agree' }).first()).toBeEnabled()
  const at = (path: string) => new URL(path, conversation).href
  const day = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Karachi' }).format()
  await page.goto(at('/customers'))
  await page.getByRole('link', { name: /Fatima Noor/ }).click()
  await expect(page).toHaveURL(/customers\/./)
  return new Map([
    ['today', at('/')],
    ['discovery', question],
    ['shortlist', at(`${conversation.pathname.replace('discovery', 'shortlist')}${conversation.search}`)],
    ['read-back', at(`${conversation.pathname.replace('discovery', 'read-back')}${conversation.search}`)],
    ['customers', at('/customers')],
    ['customer', page.url()],
    ['vehicles', at('/vehicles?price=60+lakh&pick=honda/city/1-2l-cvt')],
    ['vehicle', at('/vehicles?vehicle=honda/city/1-2l-cvt')],
    ['comparison', at('/vehicles?compare=1&pick=honda/city/1-2l-cvt&pick=suzuki/alto/vxr-upgraded')],
    ['imports', at('/imports')],
    ['reports', at('/reports')],
    ['settings', at('/settings')],
    ['sync', at('/sync')],
    ['backups', at('/backups')],
    ['access log', at('/access-log')],
    ['rates', at('/rates')],
    ['retention', at('/retention')],
    ['recovery code', at('/recovery-code')],
    ['print', at(`/print/daily-summary/${day}?language=en`)],
  ])
}

async function choose(page: Page, look: (typeof looks)[number]): Promise<void> {
  const address = page.url()
  await page.goto(new URL('/settings', address).href)
  const other = { en: /^Switch to/, ur: /رنگ پر جائیں$/ }
  await expect(page.locator('html')).toHaveAttribute('dir', /ltr|rtl/)
  if ((await page.locator('html').getAttribute('lang')) !== look.language)
    await page
      .getByRole('button', { name: look.language === 'ur' ? 'اردو' : 'English' })
      .first()
      .click()
  await expect(page.locator('html')).toHaveAttribute('lang', look.language)
  const isDark = (await page.locator('html').getAttribute('data-mantine-color-scheme')) === 'dark'
  if (isDark !== (look.scheme === 'dark'))
    await page.getByRole('button', { name: other[look.language] }).first().click()
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', look.scheme)
}

/** The screen itself is there, and no longer the page that stands over it while the laptop is asked. */
async function expectOpen(page: Page): Promise<void> {
  const title = page.locator('h1').filter({ hasNotText: /Opening Northstar|نارتھ اسٹار کھل رہا ہے/ })
  await expect(title.first()).toBeVisible()
}

for (const look of looks) {
  test(`axe finds nothing on any screen in ${look.language}, ${look.scheme}`, async ({ page, showroom }) => {
    const problems: string[] = []
    page.on('pageerror', (error) => problems.push(error.message))
    page.on('console', (message) => {
      if (message.type() === 'error') problems.push(message.text())
    })
    await setUp(page, showroom.url)
    const screens = await screensOf(page)
    await choose(page, look)
    for (const [name, address] of screens) {
      await page.goto(address)
      await expectOpen(page)
      await expectNoAxe(page, `${name} ${look.language} ${look.scheme}`)
      // What stands in a field that does not say so is written down by the browser in plain.
      // Mantine measures a growing field with a hidden one, which it leaves with an “x” in it.
      const kept = await page
        .locator(
          ':is(input:not([type=radio], [type=checkbox], [type=file]), textarea:not([aria-hidden]), select)',
        )
        .evaluateAll((fields) =>
          fields
            .filter((field) => field.getAttribute('autocomplete') !== 'off')
            .map((field) => field.outerHTML),
        )
      expect(kept, name).toEqual([])
    }
    expect(problems).toEqual([])
  })
}

test('no screen is wider than its window, from a zoomed laptop to a large one', async ({
  page,
  readyShowroom: showroom,
}) => {
  await openReady(page, showroom.url)
  const screens = await screensOf(page)
  for (const [name, address] of screens) {
    // Opened where it is tightest.
    await page.setViewportSize({ width: 683, height: 384 })
    await page.goto(address)
    await expectOpen(page)
    await expectNoWider(page, `${name} at 683`)
    for (const viewport of [
      { width: 1366, height: 768 },
      { width: 1920, height: 1080 },
    ]) {
      await page.setViewportSize(viewport)
      await expectNoWider(page, `${name} at ${viewport.width}`)
    }
  }
})
