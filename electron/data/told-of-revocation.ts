import type { IdentityTable } from '../../db/identity-table.ts'

/** The state is kept before anyone is told. */
export const toldOfRevocation = (table: IdentityTable, onRevoked: () => void = () => {}): IdentityTable => ({
  ...table,
  setState(state) {
    table.setState(state)
    if (state === 'revoked') onRevoked()
  },
})
