/** What the operating system seals with, e.g. `keychain`, `dpapi` or `gnome_libsecret`. */
export interface Sealing {
  readonly backend: string
  /** Sealed with a key that lies openly on the same disk, so that whoever has the disk can unseal it. */
  readonly isWeak: boolean
}

type Sealed = Sealing & { readonly sealed: Uint8Array }

type Unsealed =
  | {
      readonly type: 'unsealed'
      readonly bytes: Uint8Array
      /** The system has a newer key; what was sealed with the one before should be sealed again. */
      readonly shouldReseal: boolean
    }
  | { readonly type: 'lost' }

/** The operating system's keeping of small secrets, for the account that is logged in. */
export interface Sealer {
  /** `null` where the system keeps no secrets, or not now. */
  readonly state: () => Promise<Sealing | null>
  /** @returns `null` when the system could not seal */
  readonly seal: (bytes: Uint8Array) => Promise<Sealed | null>
  /** `lost` when the system cannot unseal it: its key is gone, locked, or another account's. */
  readonly unseal: (sealed: Uint8Array) => Promise<Unsealed>
}
