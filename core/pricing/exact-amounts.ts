/** What a value of a rate can be cut down to: millionths, as rate rows are read. */
const parts = 1_000_000n
const places = 6

/**
 * A share of an amount, exactly, rounded to whole minor units, a half away from zero.
 * @param amountMinor integer minor units
 */
export function percentOf(amountMinor: number, percent: number): number {
  return roundedQuotient(BigInt(amountMinor) * inParts(percent), 100n * parts)
}

/** An amount in whole units of a currency as minor units, rounded as `percentOf` rounds. */
export function wholeToMinor(whole: number, minorDigits: number): number {
  return roundedQuotient(inParts(whole) * 10n ** BigInt(minorDigits), parts)
}

/** What is owed for one month at a yearly rate, rounded as `percentOf` rounds. */
export function monthOf(amountMinor: number, percentPerYear: number): number {
  return roundedQuotient(BigInt(amountMinor) * inParts(percentPerYear), 1200n * parts)
}

/** To how many parts a power of a monthly rate is worked out: far below what a whole amount could tell. */
const powerParts = 10n ** 30n

/**
 * What is paid each month so that a debt ends after so many, the same each month: the annuity
 * `P i (1+i)^n / ((1+i)^n - 1)`, by whole numbers throughout so that every machine comes to the same.
 * @param amountMinor integer minor units
 * @param months at least 1
 */
export function levelPayment(amountMinor: number, months: number, percentPerYear: number): number {
  const amount = BigInt(amountMinor)
  const monthly = (inParts(percentPerYear) * powerParts) / (1200n * parts)
  if (monthly === 0n) return roundedQuotient(amount, BigInt(months))
  let power = powerParts
  for (let month = 0; month < months; month += 1) power = (power * (powerParts + monthly)) / powerParts
  return roundedQuotient(amount * monthly * power, (power - powerParts) * powerParts)
}

/** A number as millionths, exactly as it is written in decimals. */
function inParts(value: number): bigint {
  const [whole = '0', fraction = ''] = Math.abs(value).toFixed(places).split('.')
  const all = BigInt(whole) * parts + BigInt(fraction.padEnd(places, '0'))
  return value < 0 ? -all : all
}

function roundedQuotient(dividend: bigint, divisor: bigint): number {
  const isBelow = dividend < 0n
  const magnitude = isBelow ? -dividend : dividend
  const rounded = (2n * magnitude + divisor) / (2n * divisor)
  return Number(isBelow ? -rounded : rounded)
}
