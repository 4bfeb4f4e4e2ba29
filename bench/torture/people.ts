import { setTimeout } from 'node:timers/promises'
import type { Client } from './open-laptop.ts'

/** The harness's own laptop holds invented people only. */
export const pin = '482615'

/** Signs the manager in, who may make every call. */
export async function signIn(client: Client): Promise<void> {
  const { signedIn, people } = await client.session.state()
  if (signedIn) return
  const manager = people.find(({ role }) => role === 'manager')
  if (!manager) throw new Error('The laptop has no manager')
  // Kills while the PIN was being looked at count as wrong tries, and after some of them the next has to wait.
  await setTimeout(manager.waitMs)
  await client.session.signIn({ consultantId: manager.id, pin })
}
