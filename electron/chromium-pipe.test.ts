import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { afterEach, expect, it } from 'vitest'
import { createChromiumPipe } from './chromium-pipe.ts'

const started: ChildProcess[] = []
afterEach(() => {
  for (const child of started.splice(0)) child.kill('SIGKILL')
})

/** A program in Chromium's place that runs a few lines of JavaScript. */
function inItsPlace(script: string): ChildProcess {
  const child = spawn(process.execPath, ['--eval', script], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'],
  })
  started.push(child)
  return child
}

const answer = (text: string): string =>
  `const fs = require('node:fs'); fs.readSync(3, Buffer.alloc(1000)); fs.writeSync(4, ${JSON.stringify(text)});`

it('gives each call its answer and says an error of the browser', async () => {
  const replies =
    '{"id":2,"result":{"at":"two"}}\0{"method":"an event"}\0{"id":1,"error":{"message":"no page"}}\0'
  const pipe = createChromiumPipe(inItsPlace(`${answer(replies)} setInterval(() => undefined, 1000)`))
  const [first, second] = [pipe.call('One'), pipe.call('Two')]
  await expect(first).rejects.toThrow('Chromium: no page')
  expect(await second).toEqual({ at: 'two' })
})

it('refuses a call that is made after the browser has ended, instead of leaving it waiting', async () => {
  const browser = inItsPlace('')
  const pipe = createChromiumPipe(browser)
  await once(browser, 'exit')
  await expect(pipe.call('Target.createTarget')).rejects.toThrow('Chromium ended')
})

it.each(['this is not JSON\0', '{"id":\0'])(
  'ends on %j, for the call that waits and for those after it',
  async (said) => {
    const pipe = createChromiumPipe(inItsPlace(`${answer(said)} setInterval(() => undefined, 1000)`))
    await expect(pipe.call('One')).rejects.toThrow('not the DevTools protocol')
    await expect(pipe.call('Two')).rejects.toThrow('not the DevTools protocol')
  },
)
