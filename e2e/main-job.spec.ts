import { readFile } from 'node:fs/promises'
import { readSheet } from 'read-excel-file/node'
import { startHeadoffice } from './headoffice.ts'
import { openAgain, openReady, openTopic, setUp, walkIn, withinASync } from './main-steps.ts'
import { expect, test } from './showroom.ts'

test('one visit, from someone walking in to a line in the daily summary and a receipt from head office', async ({
  page,
  showroom,
}) => {
  await setUp(page, showroom.url)
  await walkIn(page)

  await test.step('the suggested question is answered in one tap and saved as a fact', async () => {
    await page.getByRole('button', { name: 'Ask this' }).click()
    await page.getByRole('button', { name: 'One more car for the family' }).click()
    await expect(page.getByText(/^Saved \d\d:\d\d:\d\d$/)).toBeVisible()
    await page.getByRole('button', { name: 'All topics' }).click()
  })

  await test.step('any topic can be taken, in the customer’s own words', async () => {
    await openTopic(page, 'People')
    await page.getByLabel('In their own words').fill('دادا دادی جمعے کو آتے ہیں')
    await page.getByRole('button', { name: /^7/ }).first().click()
    await expect(page.getByText(/^Saved \d\d:\d\d:\d\d$/)).toBeVisible()
    await page.getByRole('button', { name: 'All topics' }).click()
    await expect(page.getByRole('button', { name: /People.*دادا دادی جمعے کو آتے ہیں/ })).toBeVisible()
  })

  await test.step('a topic may be declined', async () => {
    await openTopic(page, 'Deciders')
    await page.getByRole('button', { name: 'Prefers not to say' }).click()
    await expect(page.getByText(/^Saved \d\d:\d\d:\d\d$/)).toBeVisible()
    await page.getByRole('button', { name: 'All topics' }).click()
  })

  await test.step('the customer gets a name, a phone and a consent with its wording', async () => {
    await page.getByRole('button', { name: 'Add a name' }).click()
    await page.getByLabel('Name', { exact: true }).fill('Fatima Noor')
    await page.getByLabel('Phone', { exact: true }).fill('not a phone')
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await expect(page.getByRole('alert')).toContainText('is not a phone number that can be dialled')
    await expect(page.getByLabel('Name', { exact: true })).toHaveValue('Fatima Noor')
    await page.getByLabel('Phone', { exact: true }).fill('۰۳۰۰ ۱۲۳۴۵۶۷')
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await expect(page.getByText(/^Saved \d\d:\d\d:\d\d$/)).toBeVisible()
    await page.getByRole('button', { name: 'They agree' }).first().click()
    await page.getByRole('button', { name: 'Done' }).click()
    await expect(page.getByText('Fatima Noor').first()).toBeVisible()
  })

  await test.step('three vehicles, each with what was said and its catch', async () => {
    await page.getByRole('link', { name: 'Show the shortlist' }).click()
    const cards = page.getByRole('listitem').filter({ has: page.getByRole('heading', { level: 2 }) })
    await expect(cards).toHaveCount(3)
    for (const card of await cards.all()) {
      await expect(card).toContainText('دادا دادی جمعے کو آتے ہیں')
      await expect(card).toContainText('The catch')
    }
    await page.getByRole('button', { name: 'Keep this shortlist' }).click()
    await expect(page.getByText(/^Kept \d\d:\d\d:\d\d$/)).toBeVisible()
  })

  await test.step('a booking, with the amount as people say it', async () => {
    await page.getByRole('button', { name: 'Book this one' }).first().click()
    await page.getByLabel('For how much?').fill('10 lac')
    await expect(page.getByText(/Read as .*1,000,000/)).toBeVisible()
    await page.getByRole('button', { name: 'Cash' }).click()
    await page.getByRole('button', { name: 'Record the booking' }).click()
    await expect(page.getByText(/^Booked \d\d:\d\d/).first()).toBeVisible()
  })

  await test.step('the day on one page, closed, and as files that open', async () => {
    await page.goto(new URL('/reports', page.url()).href)
    await expect(page.getByText('Ayesha Malik').first()).toBeVisible()
    const download = async (name: string) => {
      const waiting = page.waitForEvent('download')
      await page.getByRole('button', { name }).click()
      return readFile(await (await waiting).path())
    }
    await page.getByRole('button', { name: 'Close the day' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Close the day' }).click()
    await expect(page.getByText('Closed').first()).toBeVisible()
    const rows = await readSheet(await download('Excel (XLSX)'))
    expect(rows.flat()).toContain('Clifton Motors (KHI-01)')
    expect(rows.some((row) => row[0] === 'Bookings' && row.includes(1))).toBe(true)
    const csv = await download('CSV')
    expect(csv.subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]))
    const pdf = await download('PDF (A4)')
    expect(pdf.subarray(0, 5).toString('latin1')).toBe('%PDF-')
  })

  await test.step('a receipt from head office, in words', async () => {
    const headoffice = await startHeadoffice()
    try {
      await page.goto(new URL('/settings', page.url()).href)
      await page.getByLabel('Address of head office').fill(headoffice.url)
      await page.getByLabel('Code from head office').fill(await headoffice.newCode('KHI-01'))
      await page.getByRole('button', { name: 'Enrol this laptop' }).click()
      await expect(page.getByText(/^Enrolled since/)).toBeVisible(withinASync)
      await page.goto(new URL('/sync', page.url()).href)
      await expect(page.getByText(/[Hh]ead office has everything up to/).first()).toBeVisible(withinASync)
      await expect(page.getByText(/booking/i).first()).toBeVisible()
    } finally {
      await headoffice.close()
    }
  })
})

test('killed in the middle of a sentence, it reopens on the same question with the sentence', async ({
  page,
  readyShowroom: showroom,
  context,
}) => {
  await openReady(page, showroom.url)
  await walkIn(page)
  await page.getByRole('button', { name: 'Ask this' }).click()
  await page.getByLabel('In their own words').pressSequentially('we are seven and on Fridays')
  await expect(page.getByText(/^Kept \d\d:\d\d:\d\d$/)).toBeVisible()
  const address = new URL(page.url())

  const reopened = await showroom.killAndReopen()
  await expect(page.getByText(/not answering/i).first()).toBeVisible({ timeout: 20_000 })
  const again = await context.newPage()
  await again.goto(reopened.url)
  await openAgain(again)
  await again
    .getByRole('link', { name: 'Go on talking' })
    .or(again.getByRole('link', { name: 'Start the conversation' }))
    .click()
  await expect(again).toHaveURL((url) => url.pathname === address.pathname)
  await expect(again.getByRole('region', { name: 'What brings you in today?' }).last()).toBeVisible()
  await expect(again.getByLabel('In their own words')).toHaveValue('we are seven and on Fridays')
})

test('two windows on one question: the second is told what the first saved, and keeps its text', async ({
  page,
  readyShowroom: showroom,
  context,
}) => {
  await openReady(page, showroom.url)
  await walkIn(page)
  const second = await context.newPage()
  await second.goto(page.url())
  // A window that opens later opens on the question that is being asked: this one is to open it itself.
  await expect(second.getByText('Worth asking next')).toBeVisible()
  for (const window of [page, second]) await openTopic(window, 'Last word')
  await page
    .getByLabel(/own words|as they say it/)
    .first()
    .fill('a sunroof')
  await second
    .getByLabel(/own words|as they say it/)
    .first()
    .fill('nothing at all')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(page.getByText(/^Saved \d\d:\d\d:\d\d$/)).toBeVisible()
  await second.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(second.getByRole('alert')).toContainText('a sunroof')
  await expect(second.getByLabel(/own words|as they say it/).first()).toHaveValue('nothing at all')
})
