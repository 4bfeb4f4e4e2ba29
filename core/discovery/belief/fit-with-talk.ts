/** What changes the subject has to bring so much more than what stays with it. */
export const stayingFactor = 1.3

/** So many comparisons tell most; each one more is worth less than the one before, and people tire of them. */
const mostTelling = 4
const heardOften = 0.7

/** What is left of the worth of a comparison after so many on the same subject. */
export const wornAfter = (times: number): number => heardOften ** Math.max(0, times - mostTelling)
