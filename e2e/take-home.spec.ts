import type { Page } from '@playwright/test'
import { expectNoAxe, expectNoWider } from './look.ts'
import { openReady, openTopic, pin, walkIn } from './main-steps.ts'
import { expect, test } from './showroom.ts'

/** As long as people talk: what they said of the roads they drive on, again and again. */
const longStory = Array.from(
  { length: 12 },
  () => 'ہماری گلی میں ہر طرف سپیڈ بریکر ہیں اور بارش میں پانی گھٹنوں تک آ جاتا ہے',
).join('، ')
const saved = /^Saved \d\d:\d\d:\d\d$/

test('the customer sees their vehicles on a screen of their own, and takes them home on one sheet in two languages', async ({
  page,
  readyShowroom: showroom,
}) => {
  await openReady(page, showroom.url)
  await walkIn(page)
  const talk = page.url()

  await test.step('what was said, agreed by the customer', async () => {
    await openTopic(page, 'People')
    await page.getByLabel('In their own words').fill('the grandparents come on Fridays')
    await page.getByRole('button', { name: /^7/ }).first().click()
    await expect(page.getByText(saved)).toBeVisible()
    await page.keyboard.press('Escape')
    await openTopic(page, 'Roads')
    await page.getByLabel('In their own words').fill(longStory)
    await page
      .getByRole('button', { name: /Broken/ })
      .first()
      .click()
    await expect(page.getByText(saved)).toBeVisible()
    await page.keyboard.press('Escape')
    await page.getByRole('link', { name: 'Say it back' }).first().click()
    await page.getByRole('button', { name: 'Yes, that is it' }).click()
    await expect(page.getByText('They agreed.')).toBeVisible()
  })

  await page.goto(talk)
  await page.getByRole('link', { name: 'Show the shortlist' }).click()
  const toTakeHome = page.getByRole('link', { name: /take home/i })
  await expect(toTakeHome).toBeVisible()

  await test.step('turned to the customer, the screen shows their vehicles, side by side and priced, and nothing else', async () => {
    await page.keyboard.press('F9')
    await expect(page.getByRole('heading', { name: /that fit you$/ })).toBeVisible()
    await expect(page.getByRole('heading', { name: 'The catch' })).toHaveCount(3)
    await lookedAt(page, 'the customer’s vehicles')
    await page.getByRole('button', { name: 'Side by side' }).click()
    await expect(page.getByRole('row', { name: /^Price/ })).toBeVisible()
    await lookedAt(page, 'side by side')
    await page.getByRole('button', { name: 'The price' }).click()
    await expect(page.getByRole('rowheader', { name: 'On the road' }).first()).toBeVisible()
    await lookedAt(page, 'the price')
    await page.getByRole('radiogroup', { name: 'Language' }).getByText('اردو').click()
    await expect(page.getByRole('button', { name: 'قیمت', exact: true })).toBeVisible()
    await lookedAt(page, 'the price in Urdu')
    await expect(page.getByText('Ayesha Malik').filter({ visible: true })).toHaveCount(0)
    await page.keyboard.press('F9')
    await page.locator('input').last().fill(pin)
    await page.keyboard.press('Enter')
    await expect(toTakeHome).toBeVisible()
  })

  await test.step('the page is one sheet, whatever was said and in whichever languages', async () => {
    await toTakeHome.click()
    const [english, urdu] = ['What we found together', 'جو ہم نے مل کر دیکھا']
    for (const [language, ...titles] of [
      ['English', english],
      ['اردو', urdu],
      ['Both', english, urdu],
    ] as const) {
      await page.getByRole('radiogroup').getByText(language, { exact: true }).click()
      const sheet = page.locator('article[data-settled="true"]')
      await expect(sheet.getByRole('heading', { level: 1 })).toHaveText(titles)
      await expect(sheet.getByText(/سپیڈ بریکر/).first()).toBeVisible()
      expect(await heightsOf(page)).toEqual({ fits: true })
      const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: true })
      const text = pdf.toString('latin1')
      expect(text.match(/\/Type\s*\/Page\b/g)).toHaveLength(1)
      const [, width, height] = /\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/.exec(text) ?? []
      // A4 in points; Chromium rounds to its own pixels.
      expect(Math.abs(Number(width) - 595.28)).toBeLessThan(1)
      expect(Math.abs(Number(height) - 841.89)).toBeLessThan(1)
    }
    await expect(page.locator('article')).toContainText('Who to ask')
    await expect(page.locator('article')).toContainText('کس سے پوچھیں')
    await expectNoAxe(page, 'the page to take home')
  })

  await test.step('and goes into a message as text', async () => {
    await page.getByRole('button', { name: 'Copy as text' }).click()
    await expect(page.getByText(/^Copied|^Copy this text by hand/)).toBeVisible()
  })
})

async function lookedAt(page: Page, what: string): Promise<void> {
  await expectNoAxe(page, what)
  await expectNoWider(page, what)
}

/** Whether all that stands in the sheet is seen on it. */
function heightsOf(page: Page): Promise<{ readonly fits: boolean }> {
  return page.evaluate(() => {
    const frame = document.querySelector('article > div')
    const content = frame?.firstElementChild
    if (!(frame instanceof HTMLElement) || !(content instanceof HTMLElement)) return { fits: false }
    return { fits: content.offsetHeight <= frame.clientHeight }
  })
}
