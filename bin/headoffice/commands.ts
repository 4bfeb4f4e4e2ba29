import { carryIn } from './carry-in.ts'
import type { Command } from './command.ts'
import { devices } from './devices.ts'
import { documents } from './documents.ts'
import { enrol } from './enrol.ts'
import { erasures } from './erasures.ts'
import { escrowKey } from './escrow-key.ts'
import { escrowLog } from './escrow-log.ts'
import { farewells } from './farewells.ts'
import { newEpoch } from './new-epoch.ts'
import { openFarewell } from './open-farewell.ts'
import { publish } from './publish.ts'
import { recover } from './recover.ts'
import { revoke } from './revoke.ts'
import { serve } from './serve.ts'

/** What `npm run headoffice -- NAME` does, by its name, in the order of the help. */
export const commands: ReadonlyMap<string, Command> = new Map([
  ['serve', serve],
  ['enrol', enrol],
  ['devices', devices],
  ['revoke', revoke],
  ['escrow-key', escrowKey],
  ['escrow-log', escrowLog],
  ['recover', recover],
  ['farewells', farewells],
  ['open-farewell', openFarewell],
  ['erasures', erasures],
  ['publish', publish],
  ['documents', documents],
  ['carry-in', carryIn],
  ['new-epoch', newEpoch],
])
