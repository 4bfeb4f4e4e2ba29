/** Middles of the two seasons, so that a zone which changes its clock is told from one that does not. */
const seasons = [Date.UTC(2026, 0, 15), Date.UTC(2026, 6, 15)]

/**
 * The zone out of these by whose clock this machine goes: its own, or the first that is as far from UTC in January and
 * in July. `null` where there is none.
 */
export function zoneLike(timeZones: readonly string[], machineZone: string): string | null {
  if (timeZones.includes(machineZone)) return machineZone
  const clock = clockOf(machineZone)
  return timeZones.find((zone) => clock !== null && clockOf(zone) === clock) ?? null
}

function clockOf(timeZone: string): string | null {
  try {
    const format = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' })
    const offsets = seasons.map((at) => format.formatToParts(at).find(({ type }) => type === 'timeZoneName'))
    return offsets.map((offset) => offset?.value).join(' ')
  } catch {
    // A machine may name a zone that nobody knows, such as Etc/Unknown.
    return null
  }
}
