import { expect, test } from 'vitest'
import theStates from '../../../packs/us/market.json' with { type: 'json' }
import { zoneLike } from './zone-like.ts'

test.each([
  ['America/Phoenix', 'America/Phoenix'],
  ['America/Boise', 'America/Denver'],
  ['America/Juneau', 'America/Anchorage'],
  ['America/Indiana/Indianapolis', 'America/New_York'],
  ['America/Hermosillo', 'America/Phoenix'],
  ['America/Adak', null],
  ['America/Puerto_Rico', null],
  ['Asia/Karachi', null],
  ['Etc/Unknown', null],
])('a machine on %s goes by the clock of %s', (machineZone, zone) => {
  expect(zoneLike(theStates.timeZones, machineZone)).toBe(zone)
})
