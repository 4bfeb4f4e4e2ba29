import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { v7 } from 'uuid'
import { escrowKeyWith } from '../bin/headoffice/escrow-key.ts'
import { recoverWith } from '../bin/headoffice/recover.ts'
import { saying } from '../headoffice/testing/changes.ts'
import { type RunningHeadoffice, startHeadoffice } from './headoffice.ts'
import { chooseLanguage, expectInOrder, lookAtBoth } from './look.ts'
import { enrol, openReady, signIn, walkIn, withinASync } from './main-steps.ts'
import { openOtherLaptop } from './other-laptop.ts'
import { expect, test } from './showroom.ts'

let headoffice: RunningHeadoffice
let folder: string
test.beforeEach(async () => {
  headoffice = await startHeadoffice()
  folder = await mkdtemp(join(tmpdir(), 'northstar-stick-'))
})
test.afterEach(async () => {
  await headoffice.close()
  await rm(folder, { recursive: true, force: true })
})

/** Where the operator types the passphrase of the escrow key, each time it is asked for. */
function operatorTerminal() {
  const said: string[] = []
  const ask = async () => 'six words that do not belong together'
  return { said, say: (line: string) => void said.push(line), ask }
}

const goTo = (page: Page, path: string) => page.goto(new URL(path, page.url()).href)
const tryNow = (page: Page) => page.getByRole('button', { name: 'Try now' }).click()
const state = (page: Page) => page.getByRole('region', { name: 'State of sync' })

/** The walk-in gets a name and a phone. */
async function nameCustomer(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: 'Add a name' }).click()
  await page.getByLabel('Name', { exact: true }).fill(name)
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(page.getByText(name).first()).toBeVisible()
}

/** The sync page in both languages, as it is now. */
async function lookAtSync(page: Page, name: string): Promise<void> {
  await expectInOrder(page, `${name}-en`)
  for (const language of ['ur', 'en'] as const) {
    await goTo(page, '/settings')
    await chooseLanguage(page, language)
    await goTo(page, '/sync')
    await expect(page.locator('h1')).toBeVisible()
    if (language === 'ur') await expectInOrder(page, `${name}-ur`)
  }
}

test('what two laptops recorded meets on the screen: a picture, one walk-in, a conflict, and what cannot be read', async ({
  page,
  readyShowroom: showroom,
}) => {
  await openReady(page, showroom.url)
  await enrol(page, headoffice)
  const other = await openOtherLaptop(headoffice)
  await goTo(page, '/')
  await walkIn(page)
  await nameCustomer(page, 'Fatima Noor')
  await page.keyboard.press('Escape')

  const photo = { name: 'door.png', mimeType: 'image/png', buffer: await page.screenshot() }
  await page.locator('input[type=file]').setInputFiles(photo)
  await page.getByLabel('What it shows').fill('The scratch on the door')
  await page.getByRole('button', { name: 'Keep this photo' }).click()
  const picture = page.getByRole('listitem').filter({ hasText: 'The scratch on the door' })
  await expect(picture.getByRole('img')).toBeVisible()
  await expectInOrder(page, 'pictures')
  await expect.poll(() => other.hasPicture(), withinASync).toBe(true)

  const seenByOther = await other.onlyRow('customer')
  await goTo(page, '/customers')
  await page.getByRole('link', { name: /Fatima Noor/ }).click()
  await page.getByLabel('Name, if they gave it').fill('Fatima Noor Malik')
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Fatima Noor Malik' })).toBeVisible()
  const nameAtHeadoffice = async () => (await other.onlyRow('customer')).fields.name?.value
  await expect.poll(nameAtHeadoffice, withinASync).toBe('Fatima Noor Malik')
  expect(await other.edit(seenByOther, 'name', 'Fatima Noor Khan')).toBe('conflict')
  expect(await other.walkIn({ visitId: v7(), opportunityId: v7() })).toBe('accepted')
  expect(await other.write(saying('warranty', v7(), { months: 36 }))).toBe('accepted')

  await goTo(page, '/sync')
  await tryNow(page)
  const conflict = page.getByRole('group', { name: /Fatima Noor Malik: Name/ })
  await expect(conflict.getByRole('button', { name: /Fatima Noor Khan/ })).toBeVisible(withinASync)
  await expect(page.getByRole('region', { name: 'Set aside' })).toContainText('cannot read it')
  await expect(page.getByRole('region', { name: 'Receipts' })).toContainText('1 picture')
  await lookAtSync(page, 'sync-conflict')
  await conflict.getByRole('button', { name: /Fatima Noor Khan/ }).click()
  await expect(conflict).toBeHidden()
  await expect.poll(nameAtHeadoffice, withinASync).toBe('Fatima Noor Khan')

  await goTo(page, '/')
  const pair = page.getByRole('region', { name: 'One walk-in, or two?' })
  await expect(pair).toContainText('Fatima Noor Khan')
  await expectInOrder(page, 'same-walk-in')
  await pair.getByRole('button', { name: 'One walk-in: link' }).click()
  await expect(pair).toBeHidden()
})

test('with head office away what waits is said by customer and carried by hand, and a revoked laptop ends', async ({
  page,
  readyShowroom: showroom,
}) => {
  await openReady(page, showroom.url)
  await enrol(page, headoffice)
  const id = /KHI-01 {2}(\S+)/.exec(await headoffice.command('devices', '--store', 'KHI-01'))?.[1] ?? ''
  await headoffice.stop()
  await goTo(page, '/')
  await walkIn(page)
  await nameCustomer(page, 'Bilal Qureshi')
  await goTo(page, '/sync')
  const waiting = page.getByRole('region', { name: 'Waiting to be sent' })
  await expect(waiting).toContainText('Bilal Qureshi')
  await tryNow(page)
  await expect(state(page)).toContainText('1 visit waiting, safe on this laptop')
  await expectInOrder(page, 'sync-waiting')

  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Write a file for head office' }).click()
  const carried = join(folder, 'there.carry')
  await (await download).saveAs(carried)
  await expect(page.getByText(/in this file\. Nothing counts as sent/)).toBeVisible()
  await expect(waiting).toContainText('Bilal Qureshi')
  const answer = join(folder, 'back.carry')
  expect(await headoffice.command('carry-in', '--file', carried, '--out', answer)).toContain('accepted')
  await page.locator('input[type=file]').setInputFiles(answer)
  await expect(waiting).toBeHidden()
  await expect(page.getByRole('region', { name: 'Receipts' })).toContainText('1 visit')

  await headoffice.startAgain()
  await headoffice.command('revoke', '--device', id)
  await tryNow(page)
  await expect(page.getByRole('heading', { name: 'This laptop was ended by head office' })).toBeVisible(
    withinASync,
  )
  await expect(page.getByText('Bilal Qureshi')).toHaveCount(0)
  await lookAtBoth(page, 'revoked')
})

test('without passphrase and recovery code the data opens with head office’s answer to a request', async ({
  context,
  page,
  readyShowroom: showroom,
}) => {
  const escrowFile = join(folder, 'escrow.key')
  const making = operatorTerminal()
  await escrowKeyWith(making).run(['--out', escrowFile, '--offline'])
  const publicKey = /public half (\S{43})/.exec(making.said.join('\n'))?.[1] ?? ''
  await headoffice.command('escrow-key', '--set', publicKey)
  await openReady(page, showroom.url)
  await enrol(page, headoffice)
  await expect(page.getByText(/^Sealed to the escrow key/)).toBeVisible(withinASync)
  await page.getByText(/^Sealed to the escrow key/).scrollIntoViewIfNeeded()
  await expectInOrder(page, 'escrow')
  await goTo(page, '/')
  await walkIn(page)
  await nameCustomer(page, 'Sana Tariq')
  const again = await showroom.killAndReopen()

  const gate = await context.newPage()
  await gate.goto(again.url)
  await gate.getByRole('button', { name: 'I have neither: ask head office' }).click()
  await gate.getByRole('button', { name: 'Make the request' }).click()
  const mark = await gate.getByText('Mark of the request').locator('xpath=..').locator('dd').textContent()
  await lookAtBoth(gate, 'ask-headoffice')
  const download = gate.waitForEvent('download')
  await gate.getByRole('button', { name: 'Save as a file' }).click()
  const [request, answer] = [join(folder, 'request.txt'), join(folder, 'answer.txt')]
  await (await download).saveAs(request)
  const answering = operatorTerminal()
  const options = ['--request', request, '--escrow-key', escrowFile, '--out', answer]
  expect(await recoverWith(answering).run(options)).toBe(0)
  expect(answering.said.join('\n')).toContain(mark?.trim() ?? 'a mark')

  await gate.getByLabel('Head office’s answer').fill('0000 0000')
  await gate.getByRole('button', { name: 'Open with this answer' }).click()
  await expect(gate.getByText(/mistyped|missing/).first()).toBeVisible()
  await gate.getByLabel('Head office’s answer').fill(await readFile(answer, 'utf8'))
  await gate.getByRole('button', { name: 'Open with this answer' }).click()
  await gate.getByLabel('Passphrase', { exact: true }).fill('another four words now')
  await gate.getByLabel('The passphrase once more').fill('another four words now')
  await gate.getByRole('button', { name: 'Use this passphrase' }).click()
  const code = gate.getByRole('img', { name: 'The new recovery code' })
  await expect(code).toBeVisible({ timeout: 20_000 })
  await expectInOrder(gate, 'code-to-keep')
  await gate.getByLabel(/last group/i).fill((await code.locator('span').last().textContent()) ?? '')
  await gate.getByRole('button', { name: /kept/i }).click()
  await signIn(gate)
  await expect(gate.getByText('Sana Tariq').first()).toBeVisible({ timeout: 20_000 })
})
