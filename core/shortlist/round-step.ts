/** Of an amount, about how much one step of it is. */
const stepShare = 0.025

/**
 * The step in which an amount of money is raised or lowered as people do it: 1, 2 or 5 and noughts, in minor units. Of
 * 45 lakh it is a lakh, of $32,000 five hundred dollars.
 */
export function roundStep(amountMinor: number): number {
  const about = Math.max(1, amountMinor * stepShare)
  const power = 10 ** Math.floor(Math.log10(about))
  return (about >= 5 * power ? 5 : about >= 2 * power ? 2 : 1) * power
}
