import { describe, expect, it } from 'vitest'
import type { ToMain } from './data-process-messages.ts'
import { createPrintRequests } from './print-requests.ts'
import { createHandClock } from './testing/electron-stand-in.ts'

function requests() {
  const sent: ToMain[] = []
  const clock = createHandClock()
  return {
    sent,
    clock,
    ...createPrintRequests({ send: (message) => sent.push(message), after: clock.after }),
  }
}

describe('asking the main process to print', () => {
  it('gives each asker its own answer, in whatever order they come', async () => {
    const { sent, printPage, printed } = requests()
    const [first, second] = [printPage('/print/a'), printPage('/print/b')]
    expect(sent).toEqual([
      { type: 'print', id: 1, path: '/print/a' },
      { type: 'print', id: 2, path: '/print/b' },
    ])
    printed(2, new Uint8Array([2]))
    printed(1, null)
    printed(2, null)
    printed(9, new Uint8Array([9]))
    expect(await Promise.all([first, second])).toEqual([
      { type: 'failed' },
      { type: 'pdf', bytes: new Uint8Array([2]) },
    ])
  })

  it('answers that printing failed when no answer comes in time', async () => {
    const { clock, printPage } = requests()
    const asked = printPage('/print/a')
    clock.pass(45_000)
    expect(await asked).toEqual({ type: 'failed' })
  })
})
