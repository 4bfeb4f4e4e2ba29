/** Where a car of the stock stands, in the order in which a person is asked. */
export const stockStates = ['in-stock', 'in-transit', 'allocated', 'demo', 'sold'] as const
export type StockState = (typeof stockStates)[number]
