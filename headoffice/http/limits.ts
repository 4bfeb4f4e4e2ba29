/** How many calls a caller may make: `burst` at once, and `perSecond` on the long run. */
export interface Rate {
  readonly burst: number
  readonly perSecond: number
}

/** What head office takes from a caller before it says no. Sizes in bytes, times in milliseconds. */
export interface Limits {
  /** Request line and headers together. */
  readonly headerBytes: number
  /** A body as it travels. */
  readonly bodyBytes: number
  /** A body once inflated. */
  readonly inflatedBytes: number
  /** The body of a call that needs no token, as it travels and once inflated. */
  readonly openBodyBytes: number
  /** Bodies held in memory at one time, inflated. */
  readonly heldBytes: number
  readonly callsAtOnce: number
  /** Installers on their way out at one time. */
  readonly filesAtOnce: number
  /** Of those, to one address: a showroom's laptops take turns. Not counted for a caller on this machine. */
  readonly filesAtOncePerAddress: number
  /** An installer on its way out; a laptop comes again for the rest. */
  readonly fileMs: number
  readonly connections: number
  readonly changeSetsAPage: number
  readonly headersMs: number
  /** A whole request, its body included. */
  readonly requestMs: number
  /** Between two pieces of a body. */
  readonly stallMs: number
  /** A connection on which nothing moves. */
  readonly idleMs: number
  readonly keepAliveMs: number
  /** For the calls under way when head office is told to stop. */
  readonly stopMs: number
  readonly perDevice: Rate
  /** A whole showroom may stand behind one address. Not counted for a caller on this machine. */
  readonly perAddress: Rate
  /** Calls that need no token, of one address. Not counted for a caller on this machine. */
  readonly openPerAddress: Rate
}

/**
 * A laptop's page is four million bytes of JSON at most, a third of that packed and a twentieth compressed, and a line may
 * carry 4 kB a second with breaks: the times are long, the sizes are small.
 */
export const usualLimits: Limits = {
  headerBytes: 16_384,
  bodyBytes: 4_000_000,
  inflatedBytes: 16_000_000,
  openBodyBytes: 16_384,
  heldBytes: 512_000_000,
  callsAtOnce: 1000,
  filesAtOnce: 50,
  filesAtOncePerAddress: 5,
  fileMs: 1_800_000,
  connections: 10_000,
  changeSetsAPage: 5000,
  headersMs: 20_000,
  requestMs: 600_000,
  stallMs: 60_000,
  idleMs: 120_000,
  keepAliveMs: 65_000,
  stopMs: 10_000,
  perDevice: { burst: 600, perSecond: 30 },
  perAddress: { burst: 3000, perSecond: 300 },
  openPerAddress: { burst: 300, perSecond: 10 },
}
