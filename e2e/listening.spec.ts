import { expectNoAxe, expectNoWider } from './look.ts'
import { openReady, pin, walkIn } from './main-steps.ts'
import { expect, test } from './showroom.ts'

test('what they say unasked becomes answers with a tap, is said back, corrected, and felt heard is asked of them', async ({
  page,
  readyShowroom: showroom,
}) => {
  await openReady(page, showroom.url)
  await walkIn(page)

  // One key, and the words are kept while they are typed.
  await page.keyboard.press('r')
  await page.keyboard.type('saat log, diesel nahi')
  const said = page.getByRole('region', { name: 'What did they say?' })
  await expect(said.getByText(/^Kept/)).toBeVisible()
  await page.reload()
  const line = page.getByRole('textbox', { name: 'What did they say?' })
  await expect(line).toHaveValue('saat log, diesel nahi')
  await line.press('Enter')

  // Suggested, and nothing until it is tapped.
  const people = page.getByRole('list', { name: 'Topics' }).getByRole('button', { name: /^People/ })
  const tags = page.getByRole('group', { name: 'Did they mean:' })
  await expect(tags.getByRole('button')).toHaveCount(2)
  await expect(people).toContainText('Not asked')
  await tags.getByRole('button', { name: /7 people/ }).click()
  await expect(people).toContainText('saat log, diesel nahi')
  await tags.getByRole('button', { name: /Diesel/ }).click()
  await expect(tags).toBeHidden()

  await page.getByRole('link', { name: 'Say it back' }).first().click()
  const sentences = page.getByRole('list', { name: 'What you said' })
  await expect(sentences).toContainText('everyone together makes 7')
  await sentences.getByRole('button', { name: /makes 7/ }).click()
  await page.getByLabel('What did they say instead?').fill('no, five of us')
  await expectNoAxe(page, 'read-back, correcting')
  await sentences.getByRole('button', { name: /^5/ }).click()
  await expect(sentences.getByRole('button', { name: /^5/ })).toHaveAttribute('aria-pressed', 'true')
  await page.getByRole('button', { name: 'Done' }).click()
  await expect(sentences).toContainText('“no, five of us”, so everyone together makes 5')
  await page.getByRole('button', { name: 'Yes, that is it' }).click()
  await expect(page.getByText('They agreed.')).toBeVisible()
  await expectNoWider(page, 'read-back')

  // The screen is the customer's: no key, address or new load shows anything else.
  const readBack = page.url()
  const other = await page.context().newPage()
  await other.goto(readBack)
  await expect(other.getByRole('button', { name: 'Yes, that is it' })).toBeVisible()
  await page.bringToFront()
  await page.keyboard.press('F9')
  const ask = page.getByRole('heading', { name: 'Did you feel heard today?' })
  await expect(ask).toBeVisible()
  await page.keyboard.press('Control+k')
  await expect(page.getByRole('dialog')).toBeHidden()
  await expect(other.getByRole('heading', { name: 'Did you feel heard today?' })).toBeVisible()
  await other.close()
  await page.goto(new URL('/customers', readBack).href)
  await expect(ask).toBeVisible()
  await expect(page.getByText('Ayesha Malik')).toBeHidden()
  await expectNoAxe(page, 'felt heard')
  await page.keyboard.press('4')
  await expect(page.getByText('Thank you. Your answer is saved.')).toBeVisible()
  await page.getByRole('button', { name: 'Hand the screen back' }).click()
  await page.getByLabel('PIN').fill('314159')
  await page.keyboard.press('Enter')
  await expect(page.getByText(/PIN/).and(page.locator('[role=alert], [class*=error]'))).toBeVisible()
  await page.getByLabel('PIN').fill(pin)
  await expect(page.getByRole('timer')).toBeHidden()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('searchbox')).toBeVisible()
})
