import { type NetworkInterfaceInfo, networkInterfaces } from 'node:os'
import { type After, after as timer } from '../timer.ts'

/** The laptop's networks as its operating system tells them; nothing is called to find out. */
export interface Network {
  /** Whether anything but the laptop itself has an address. */
  readonly isUp: () => boolean
  /** Whether all there is looks like a telephone's line. */
  readonly looksMetered: () => boolean
  /** Looks every few seconds until `stop`, and says when something came, went or has another address. */
  readonly watch: (changed: () => void) => void
  readonly stop: () => void
}

type Interfaces = ReturnType<typeof networkInterfaces>

const lookMs = 5_000

/** Watches the networks of this laptop. */
export function createNetwork({
  interfaces = networkInterfaces,
  after = timer,
}: {
  readonly interfaces?: () => Interfaces
  readonly after?: After
} = {}): Network {
  let cancel: (() => void) | null = null
  return {
    isUp: () => linesOf(interfaces()).length > 0,
    looksMetered() {
      const names = linesOf(interfaces()).map(({ name }) => name)
      return names.length > 0 && names.every((name) => telephone.test(name))
    },
    watch(changed) {
      let seen = textOf(interfaces())
      const look = () => {
        cancel = after(lookMs, look)
        const now = textOf(interfaces())
        if (now === seen) return
        seen = now
        changed()
      }
      cancel?.()
      cancel = after(lookMs, look)
    },
    stop() {
      cancel?.()
      cancel = null
    },
  }
}

/** What operating systems call a modem: broadband, a dial-up line, a telephone on a cable. */
const telephone = /^(wwan|wwp|wwx|ppp|rmnet|cellular|mobile)/i

interface Line {
  readonly name: string
  readonly address: string
}

function linesOf(interfaces: Interfaces): readonly Line[] {
  return Object.entries(interfaces).flatMap(([name, infos = []]) =>
    infos.filter(leadsOut).map(({ address }) => ({ name, address })),
  )
}

/** An address that a laptop gives itself where nobody gives it one leads nowhere. */
const leadsOut = ({ internal, address }: NetworkInterfaceInfo): boolean =>
  !internal && !address.startsWith('169.254.') && !/^fe[89ab]/i.test(address)

const textOf = (interfaces: Interfaces): string =>
  linesOf(interfaces)
    .map(({ name, address }) => `${name} ${address}`)
    .sort()
    .join('\n')
