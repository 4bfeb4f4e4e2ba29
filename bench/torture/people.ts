import type { Client } from './open-laptop.ts'

/** The harness's own laptop holds invented people only. */
export const pin = '482615'

/** Signs the manager in, who may make every call. */
export async function signIn(client: Client): Promise<void> {
  const { signedIn, people } = await client.session.state()
  if (signedIn) return
  const manager = people.find(({ role }) => role === 'manager')
  if (!manager) throw new Error('The laptop has no manager')
  await client.session.signIn({ consultantId: manager.id, pin })
}
