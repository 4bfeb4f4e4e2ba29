import AxeBuilder from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'

/** Nothing that axe finds. */
export async function expectNoAxe(page: Page, where: string): Promise<void> {
  // No screen has a frame, so axe needs no second page to put the findings of several together in.
  const axe = new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ['violations'] })
  const { violations } = await axe.analyze()
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)
  expect(found, where).toEqual([])
}

/** Nothing that has to be scrolled sideways to be read. */
export async function expectNoWider(page: Page, where: string): Promise<void> {
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  )
  expect(overflow, where).toBeLessThanOrEqual(0)
}

/** Nothing that axe finds and nothing too wide. The picture is left for people. */
export async function expectInOrder(page: Page, name: string): Promise<void> {
  await expectNoAxe(page, name)
  await expectNoWider(page, name)
  await page.screenshot({ path: `out/test-results/screens/${name}.png` })
}

/** In both languages, on a screen that has the choice of them. */
export async function lookAtBoth(page: Page, name: string): Promise<void> {
  await expectInOrder(page, `${name}-en`)
  await chooseLanguage(page, 'ur')
  await expectInOrder(page, `${name}-ur`)
  await chooseLanguage(page, 'en')
}

/** On a screen that has the choice of them, as Settings do, whose cards may still be moving as they fill. */
export async function chooseLanguage(page: Page, language: 'en' | 'ur'): Promise<void> {
  const choice = page.getByText(language === 'ur' ? 'اردو' : 'English', { exact: true }).first()
  await expect(async () => {
    await choice.click()
    await expect(page.locator('html')).toHaveAttribute('dir', language === 'ur' ? 'rtl' : 'ltr', {
      timeout: 3000,
    })
  }).toPass({ timeout: 15_000 })
}
