/** A booking as it is being written. `amountText` is read by the data process, as people of the market write it. */
export type BookingDraft = {
  readonly vehicle: { readonly id: string; readonly name: string } | null
  readonly amountText: string
  /** Whether the person wrote the amount; else it is the price of the vehicle. */
  readonly amountTyped: boolean
  readonly paymentMode: string | null
  /** `YYYY-MM-DD`, or empty when no day was promised. */
  readonly promisedDay: string
  /** The car of the stock that is kept for it, `null` for none. */
  readonly stockUnitId: string | null
}

export const emptyBooking: BookingDraft = {
  vehicle: null,
  amountText: '',
  amountTyped: false,
  paymentMode: null,
  promisedDay: '',
  stockUnitId: null,
}

type PricedVehicle = { readonly id: string; readonly name: string; readonly amountText: string }

/** The booking for this vehicle: its price stands as the amount, empty where it has none, until the person writes another. */
export function withVehicle(booking: BookingDraft, { id, name, amountText }: PricedVehicle): BookingDraft {
  return {
    ...booking,
    vehicle: { id, name },
    stockUnitId: null,
    ...(booking.amountTyped ? {} : { amountText }),
  }
}

/** The booking with the amount as it is written; an emptied one is again the price of the next vehicle. */
export function withAmount(booking: BookingDraft, amountText: string): BookingDraft {
  return { ...booking, amountText, amountTyped: amountText.trim() !== '' }
}

export type BookingFault = 'vehicle' | 'amount' | 'payment' | 'promised'

/**
 * What a booking still needs.
 * @param today the store's business day: a promise for an earlier one is a slip
 */
export function bookingFaults(booking: BookingDraft, today: string): ReadonlySet<BookingFault> {
  const faults = new Set<BookingFault>()
  if (booking.vehicle === null) faults.add('vehicle')
  if (booking.amountText.trim() === '') faults.add('amount')
  if (booking.paymentMode === null) faults.add('payment')
  if (booking.promisedDay !== '' && booking.promisedDay < today) faults.add('promised')
  return faults
}

/** The day so many days after another, both `YYYY-MM-DD`. */
export function dayAfter(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
}
