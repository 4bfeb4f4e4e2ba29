import type { Locator } from '@playwright/test'
import { expectNoAxe, expectNoWider } from './look.ts'
import { openReady, openTopic, walkIn } from './main-steps.ts'
import { expect, test } from './showroom.ts'

const saved = /^Saved \d\d:\d\d:\d\d$/

test('the shortlist by the keyboard: a rule is relaxed, what-if, another order, side by side, the price', async ({
  page,
  readyShowroom: showroom,
}) => {
  await openReady(page, showroom.url)
  await walkIn(page)
  const cards = page.getByRole('listitem').filter({ has: page.getByRole('heading', { level: 2 }) })
  const press = async (what: Locator, key = 'Enter') => {
    await what.focus()
    await page.keyboard.press(key)
  }

  await test.step('three that fit, in the customer’s own words', async () => {
    await openTopic(page, 'People')
    await page.getByLabel('In their own words').fill('the grandparents come on Fridays')
    await page.getByRole('button', { name: /^7/ }).first().click()
    await expect(page.getByText(saved)).toBeVisible()
    await page.keyboard.press('Escape')
    await openTopic(page, 'Must and never')
    await page.getByRole('button', { name: /rule a car out/ }).click()
    await page.getByRole('button', { name: 'Diesel', exact: true }).click()
    await expect(page.getByText(saved)).toBeVisible()
    await page.keyboard.press('Escape')
    await press(page.getByRole('link', { name: 'Show the shortlist' }))
    await expect(cards).toHaveCount(3)
    for (const card of await cards.all()) await expect(card).toContainText('The catch')
    await expect(cards.first()).toContainText('“the grandparents come on Fridays”')
    await expect(page.getByText(/^Of 100 people/)).toBeVisible()
    await expectNoAxe(page, 'shortlist')
    await expectNoWider(page, 'shortlist')
  })

  const rules = page.getByRole('region', { name: 'Set aside by what was said' })
  await test.step('one tap relaxes what a rule set aside, and one has it hold again', async () => {
    await press(rules.getByRole('button', { name: /^Relax this: Not diesel/i }))
    await expect(rules.getByRole('heading', { name: 'Relaxed for now' })).toBeVisible()
    await expect(rules.getByRole('button', { name: /^Relax this/ })).toHaveCount(1)
    await expectNoAxe(page, 'a relaxed rule')
    await press(rules.getByRole('button', { name: /^Hold to it again/ }))
    await expect(rules.getByRole('heading', { name: 'Relaxed for now' })).toHaveCount(0)
  })

  await test.step('the three move as a slider does, and nothing of it is kept', async () => {
    const before = await cards.first().getByRole('heading', { level: 2 }).textContent()
    await press(page.getByRole('button', { name: 'What if…' }))
    const panel = page.getByRole('region', { name: 'What if…' })
    await expect(panel.getByText(/comes first as things are/)).toBeVisible()
    const budget = panel.getByRole('slider', { name: 'Budget' })
    await press(budget, 'Home')
    await expect(budget).toHaveAttribute('aria-valuetext', /^up to/)
    await expect(panel.getByText(/would come first|No vehicle would be left/)).toBeVisible()
    await expectNoAxe(page, 'what if')
    await press(panel.getByRole('button', { name: 'As it was' }))
    await expect(panel.getByRole('button', { name: 'As it was' })).toBeFocused()
    await expect(panel.getByText(/comes first as things are/)).toBeVisible()
    await press(panel.getByRole('button', { name: 'Back to the three' }))
    await expect(cards.first().getByRole('heading', { level: 2 })).toHaveText(before ?? '')
  })

  await test.step('a consultant’s own order, with its reason, until it is taken back', async () => {
    const [first, second] = await cards.getByRole('heading', { level: 2 }).allTextContents()
    await press(page.getByRole('button', { name: 'Change the order' }))
    const dialog = page.getByRole('dialog', { name: 'Another order' })
    await press(dialog.getByRole('button', { name: /^Move .* up$/ }).nth(1))
    await press(dialog.getByRole('button', { name: 'Show them in this order' }))
    await expect(dialog.getByText(/^Say why/)).toBeVisible()
    await expectNoAxe(page, 'another order')
    await dialog.getByLabel('Why this order?').fill('They sat in it and would not get out')
    await press(dialog.getByRole('button', { name: 'Show them in this order' }))
    await expect(dialog).toHaveCount(0)
    const notice = page.getByRole('region', { name: /^In the order of .*Ayesha Malik/ })
    await expect(notice).toContainText('They sat in it and would not get out')
    await expect(cards.first().getByRole('heading', { level: 2 })).toHaveText(second ?? '')
    await press(notice.getByRole('button', { name: 'Go by what was said again' }))
    await expect(notice).toHaveCount(0)
    await expect(cards.first().getByRole('heading', { level: 2 })).toHaveText(first ?? '')
  })

  await test.step('side by side: where they differ, and what each gives of what matters', async () => {
    const way = page.getByRole('link', { name: 'Compare', exact: true })
    await press(way)
    await expect(page.getByRole('heading', { name: 'Side by side' })).toBeVisible()
    await expect(page.getByRole('columnheader')).toHaveCount(3)
    await expect(page.getByText(/^The same in \d+ figures?$/)).toBeVisible()
    await expectNoAxe(page, 'side by side')
    await press(page.getByRole('tab', { name: 'What matters' }))
    await expect(page.getByRole('columnheader', { name: 'What matters' })).toBeVisible()
    await expectNoAxe(page, 'what matters')
    await press(page.getByRole('tab', { name: 'Five years' }))
    await expect(page.getByText('All bars are on one scale')).toBeVisible()
    await expectNoAxe(page, 'five years')
    await page.keyboard.press('Escape')
    await expect(way).toBeFocused()
  })

  await test.step('what one of them costs on the road, with what the price is made of', async () => {
    const way = cards.first().getByRole('link', { name: /^From .* on the road/ })
    await press(way)
    await expect(page.getByText(/Of every 100 paid/)).toBeVisible()
    await expectNoAxe(page, 'on-road price')
    await expectNoWider(page, 'on-road price')
    await page.keyboard.press('Escape')
    await expect(way).toBeFocused()
  })
})
