import { request } from 'node:http'
import { type APIResponse, request as playwrightRequest } from '@playwright/test'
import { expect, test } from './showroom.ts'

const originOf = (url: string): string => new URL(url).origin

test('the printed address opens the showroom once, by a cookie no script can read', async ({
  page,
  context,
  showroom,
}) => {
  await page.goto(showroom.url)
  await expect(page).not.toHaveURL(/token/)
  await expect(page.locator('#root')).not.toBeEmpty()
  const [cookie, ...others] = await context.cookies()
  expect(others).toEqual([])
  expect(cookie).toMatchObject({
    httpOnly: true,
    sameSite: 'Strict',
    path: '/',
    domain: '127.0.0.1',
    expires: -1,
  })

  const stranger = await playwrightRequest.newContext()
  const again = await stranger.get(showroom.url)
  expect(again.status()).toBe(403)
  expect(await again.text()).toContain('each one opens the showroom once')
  expect((await stranger.get(originOf(showroom.url))).status()).toBe(403)
  await stranger.dispose()
})

test('the printed address clicked on another site’s page opens the showroom', async ({ page, showroom }) => {
  await page.route('http://other.example/', (route) =>
    route.fulfill({ contentType: 'text/html', body: `<a href="${showroom.url}">Northstar</a>` }),
  )
  await page.goto('http://other.example/')
  await page.getByRole('link', { name: 'Northstar' }).click()
  await expect(page.locator('#root')).not.toBeEmpty()
  await expect(page).toHaveURL(`${originOf(showroom.url)}/`)
})

test('Enter in the terminal gives a new address, and the first window stays open', async ({
  page,
  browser,
  showroom,
}) => {
  await page.goto(showroom.url)
  const other = await browser.newContext()
  const second = await other.newPage()
  await second.goto(await showroom.newUrl())
  await expect(second.locator('#root')).not.toBeEmpty()
  await page.reload()
  await expect(page.locator('#root')).not.toBeEmpty()
  await other.close()
})

test('the policy stops nothing of the page and everything else', async ({ page, showroom }) => {
  const violations: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error') violations.push(message.text())
  })
  page.on('pageerror', (error) => violations.push(error.message))
  await page.goto(showroom.url)
  await expect(page.locator('#root')).not.toBeEmpty()
  const response = await page.reload()
  await page.waitForLoadState('networkidle')
  expect(violations).toEqual([])

  const headers = (await response?.allHeaders()) ?? {}
  const nonce = /'nonce-([\w-]+)'/.exec(headers['content-security-policy'] ?? '')?.[1]
  expect(headers['content-security-policy']).toBe(
    `default-src 'none'; script-src 'nonce-${nonce}'; style-src 'nonce-${nonce}'; img-src 'self' data: blob:; ` +
      `font-src 'self'; connect-src ${originOf(showroom.url).replace('http', 'ws')}; base-uri 'none'; ` +
      "form-action 'none'; frame-ancestors 'none'",
  )
  expect(headers).toMatchObject({
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
  })

  const refused = await page.evaluate(async () => {
    const seen = new Set<string>()
    const both = new Promise<void>((resolve) =>
      document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => {
        seen.add(effectiveDirective)
        if (seen.size === 2) resolve()
      }),
    )
    const script = document.createElement('script')
    script.textContent = "document.body.dataset.injected = 'yes'"
    document.body.append(script)
    new WebSocket('ws://127.0.0.1:9/').addEventListener('error', () => undefined)
    await both
    return { directives: [...seen].sort(), injected: document.body.dataset.injected ?? null }
  })
  expect(refused).toEqual({ directives: ['connect-src', 'script-src-elem'], injected: null })
})

test('another host name, another origin and a path that climbs get nothing, even with the cookie', async ({
  page,
  context,
  showroom,
}) => {
  await page.goto(showroom.url)
  const cookie = (await context.cookies()).map(({ name, value }) => `${name}=${value}`).join('; ')
  const { port, host } = new URL(showroom.url)

  expect(await statusOf(port, '/', { cookie })).toBe(200)
  expect(await statusOf(port, '/', { cookie, host: `localhost:${port}` })).toBe(421)
  expect(await statusOf(port, '/..%2f..%2fpackage.json', { cookie })).toBe(404)
  expect(await statusOf(port, '/../../package.json', { cookie })).toBe(404)
  expect(await statusOf(port, '/.vite/manifest.json', { cookie })).toBe(404)

  const upgrade = {
    connection: 'Upgrade',
    upgrade: 'websocket',
    'sec-websocket-version': '13',
    'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==',
  }
  expect(await statusOf(port, '/rpc', { ...upgrade, cookie, origin: `http://${host}` })).toBe(101)
  expect(await statusOf(port, '/rpc', { ...upgrade, cookie, origin: 'http://evil.example' })).toBe(403)
  expect(await statusOf(port, '/rpc', { ...upgrade, cookie })).toBe(403)
  expect(await statusOf(port, '/rpc', { ...upgrade, origin: `http://${host}` })).toBe(403)
})

test('a page of another site cannot put the showroom in a frame', async ({ page, showroom }) => {
  await page.goto(showroom.url)
  await page.route('http://other.example/', (route) =>
    route.fulfill({ contentType: 'text/html', body: `<iframe src="${originOf(showroom.url)}/"></iframe>` }),
  )
  await page.goto('http://other.example/')
  expect(page.frames()[1]?.url()).toBe('chrome-error://chromewebdata/')
})

test('Ctrl+C closes the showroom and frees its folder', async ({ page, showroom }) => {
  await page.goto(showroom.url)
  await showroom.close()
  const answer: APIResponse | null = await page.request.get(originOf(showroom.url)).catch(() => null)
  expect(answer).toBeNull()
  await (await showroom.killAndReopen()).close()
})

/** The status of a request with headers that no browser would send. */
function statusOf(port: string, path: string, headers: Record<string, string>): Promise<number> {
  return new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port, path, headers }, (response) => {
      response.resume()
      resolve(response.statusCode ?? 0)
    })
    sent.on('upgrade', (_response, socket) => {
      socket.destroy()
      resolve(101)
    })
    sent.on('error', reject)
    sent.end()
  })
}
