import { EventEmitter } from 'node:events'
import { pino } from 'pino'
import { describe, expect, it } from 'vitest'
import { handleTopLevel } from './rejections.ts'

describe('the top handler', () => {
  it('counts and logs a rejection nobody waited for, and goes on', () => {
    const lines: string[] = []
    const process = new EventEmitter()
    let crashed = false
    const top = handleTopLevel(process, {
      log: pino({}, { write: (line: string) => lines.push(line) }),
      onCrash: () => {
        crashed = true
      },
    })
    process.emit('unhandledRejection', new SyntaxError('a malformed frame'))
    process.emit('unhandledRejection', new SyntaxError('another'))
    expect(top.rejections()).toBe(2)
    expect(lines).toHaveLength(2)
    expect(crashed).toBe(false)
    process.emit('uncaughtException', new Error('a bug'))
    expect(crashed).toBe(true)
  })
})
