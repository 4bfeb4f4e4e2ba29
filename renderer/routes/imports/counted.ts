/** A number for a sentence: `count` chooses its plural, `figure` is how it reads, with thousands apart. */
export const counted = (count: number) => ({ count, figure: count.toLocaleString('en') })
