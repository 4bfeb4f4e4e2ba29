import { expectNoAxe, expectNoWider } from './look.ts'
import { openAgain, openReady, openTopic, walkIn } from './main-steps.ts'
import { expect, test } from './showroom.ts'

const saved = /^Saved \d\d:\d\d:\d\d$/

test('a talk by the keyboard: several speakers, real cars side by side, undo, and the other language', async ({
  page,
  readyShowroom: showroom,
  context,
}) => {
  await openReady(page, showroom.url)
  await walkIn(page)
  const shortlist = page.getByRole('complementary', { name: 'Fits so far' })

  await test.step('keys ask, answer, go back and pass over', async () => {
    await expect(page.getByRole('button', { name: 'Ask this' })).toBeVisible()
    await page.keyboard.press('a')
    await page.keyboard.press('1')
    await expect(page.getByText(saved)).toBeVisible()
    await page.keyboard.press('Escape')
    const suggested = page.getByRole('region', { name: 'Worth asking next' }).getByRole('heading')
    // The advice follows the answer by a moment.
    await expect(suggested).not.toHaveText('What brings you in today?')
    const before = await suggested.textContent()
    await page.keyboard.press('s')
    await expect(page.getByText('1 passed over')).toBeVisible()
    await expect(suggested).not.toHaveText(before ?? '')
  })

  await test.step('two of the party differ, and the one who drives it has a veto', async () => {
    for (const [speaker, seats] of [
      ['Driver', '7'],
      ['Payer', '5'],
    ] as const) {
      await page.getByRole('radio', { name: speaker }).check()
      await openTopic(page, 'People')
      const seatsAsked = page.getByRole('heading', { name: /how many are you/ })
      if (speaker === 'Payer') await page.getByRole('button', { name: /how many are you/ }).click()
      await expect(seatsAsked).toBeVisible()
      await page.keyboard.press(seats)
      await expect(page.getByText(saved)).toBeVisible()
      await page.keyboard.press('Escape')
    }
    await expect(
      page.getByRole('button', { name: /^People.*They differ.*Driver.*7.*Payer.*5/ }),
    ).toBeVisible()
    await page.getByRole('radio', { name: 'Driver' }).check()
    await openTopic(page, 'Must and never')
    await page.getByRole('button', { name: /rule a car out/ }).click()
    await page.getByRole('button', { name: 'Diesel', exact: true }).click()
    await expect(page.getByText(saved)).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(page.getByRole('button', { name: /^Must and never.*Ruled out by the one/ })).toBeVisible()
  })

  await test.step('undo takes the last answer back, and the timeline still tells of it', async () => {
    await page.keyboard.press('u')
    await expect(page.getByRole('button', { name: /^Must and never.*Not asked/ })).toBeVisible()
    await page.getByRole('button', { name: 'What was said' }).click()
    const timeline = page.getByRole('dialog', { name: 'What was said' })
    await expect(timeline.getByText('taken back', { exact: true })).toBeVisible()
    await expectNoAxe(page, 'timeline')
    await page.keyboard.press('Escape')
    await expect(timeline).toHaveCount(0)
  })

  await test.step('two of the shortlist side by side, graded by one key', async () => {
    await shortlist.getByRole('button', { expanded: false }).first().click()
    await shortlist
      .getByRole('button', { name: /^This, or/ })
      .first()
      .click()
    await expect(page.getByRole('heading', { name: /^Side by side/ })).toBeVisible()
    await page.keyboard.press('2')
    await expect(page.getByText(saved)).toBeVisible()
    await expect(page.getByRole('button', { name: 'The first, a little' })).toHaveAttribute(
      'aria-pressed',
      'true',
    )
    await expectNoAxe(page, 'this or that')
  })

  await test.step('the language changes in the middle of a sentence and nothing is lost', async () => {
    await page.getByLabel('In their own words').pressSequentially('the taller one')
    await page.getByRole('button', { name: /^Talk in/ }).click()
    const words = page.getByLabel('ان کے اپنے الفاظ میں')
    await expect(words).toHaveValue('the taller one')
    await expect(page.getByRole('button', { name: 'پہلی ذرا بہتر' })).toHaveAttribute('aria-pressed', 'true')
    await expectNoAxe(page, 'this or that in Urdu')
    await expectNoWider(page, 'this or that in Urdu')
    await expect(page.getByText(/^رکھ لیا/)).toBeVisible()
  })

  await test.step('after a crash it is the same question, language and speaker', async () => {
    const reopened = await showroom.killAndReopen()
    const again = await context.newPage()
    await again.goto(reopened.url)
    await openAgain(again)
    await again
      .getByRole('link', { name: 'Go on talking' })
      .or(again.getByRole('link', { name: 'Start the conversation' }))
      .click()
    await expect(again.getByLabel('ان کے اپنے الفاظ میں')).toHaveValue('the taller one')
    await expect(again.getByRole('radio', { name: 'چلانے والا' })).toBeChecked()
  })
})
