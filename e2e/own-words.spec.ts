import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, type Page } from '@playwright/test'
import { openReady, openTopic, walkIn } from './main-steps.ts'
import { expect, test } from './showroom.ts'

const marks = {
  answer: 'qalandar grandparents on Fridays',
  note: 'qalandar went to the other showroom',
  search: 'qalandar Noor',
}
/** As long as a browser may wait before it writes down what stands in a page. */
const settleMs = 8_000

test('nothing that is typed lies in the browser’s own files, whole or in part', async ({
  launchOptions,
  readyShowroom: showroom,
}) => {
  const profile = mkdtempSync(join(tmpdir(), 'northstar-profile-'))
  try {
    const browser = await chromium.launchPersistentContext(profile, launchOptions)
    const page = browser.pages()[0] ?? (await browser.newPage())
    await openReady(page, showroom.url)
    await walkIn(page)
    await openTopic(page, 'People')
    await page.getByLabel('In their own words').pressSequentially(marks.answer)
    await expect(page.getByText(/^Kept \d\d:\d\d:\d\d$/)).toBeVisible()

    const losing = await besides(page, page.url())
    await losing.getByRole('button', { name: 'End the visit' }).click()
    await losing.getByRole('button', { name: /^Lost/ }).click()
    await losing.getByLabel('In their words, if they said').pressSequentially(marks.note)

    const finding = await besides(page, '/customers')
    const [first = ''] = marks.search.split(' ')
    await finding.getByRole('searchbox').pressSequentially(first)
    // What is looked for follows what is typed after a pause; what goes along does not.
    await expect(finding.getByText(first)).toBeVisible()
    await finding.getByRole('searchbox').pressSequentially(marks.search.slice(first.length))
    await finding.getByRole('link', { name: 'Put on record as new' }).click()
    await expect(finding.getByLabel('Name, if they gave it')).toHaveValue(marks.search)
    await finding.goBack()
    await expect(finding.getByRole('searchbox')).toHaveValue(marks.search)

    await page.waitForTimeout(settleMs)
    await browser.close()
    expect(filesWith(profile, 'qalandar')).toEqual([])
    // The profile is the one that was used: the address of the page stands in it.
    expect(filesWith(profile, new URL(showroom.url).host)).not.toEqual([])
  } finally {
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 })
  }
})

async function besides(page: Page, path: string): Promise<Page> {
  const other = await page.context().newPage()
  await other.goto(new URL(path, page.url()).href)
  return other
}

/** The files of a folder that hold a text in one of the encodings that a browser writes. */
function filesWith(folder: string, text: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => {
      const bytes = readFileSync(file)
      return bytes.includes(Buffer.from(text, 'utf8')) || bytes.includes(Buffer.from(text, 'utf16le'))
    })
}
