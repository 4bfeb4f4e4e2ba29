/** An instant that tests can name: 22 November 2026, 14:05 in Karachi. */
export const testNow = Date.UTC(2026, 10, 22, 9, 5)
