import AxeBuilder from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'

/** Nothing that axe finds, and nothing that has to be scrolled sideways to be read. The picture is left for people. */
export async function expectInOrder(page: Page, name: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([])
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  )
  expect(overflow, name).toBeLessThanOrEqual(0)
  await page.screenshot({ path: `out/test-results/screens/${name}.png` })
}

/** In both languages, on a screen that has the choice of them. */
export async function lookAtBoth(page: Page, name: string): Promise<void> {
  await expectInOrder(page, `${name}-en`)
  await chooseLanguage(page, 'ur')
  await expectInOrder(page, `${name}-ur`)
  await chooseLanguage(page, 'en')
}

/** On a screen that has the choice of them, as Settings do. */
export async function chooseLanguage(page: Page, language: 'en' | 'ur'): Promise<void> {
  await page
    .getByText(language === 'ur' ? 'اردو' : 'English', { exact: true })
    .first()
    .click()
  await expect(page.locator('html')).toHaveAttribute('dir', language === 'ur' ? 'rtl' : 'ltr')
}
