import { z } from 'zod'
import { pinSchema } from './access.ts'
import { call } from './call.ts'
import { customerContentSchema, customerViewSchema, shownVariantIdsSchema } from './customer-view.ts'

/** The screen turned to the customer: while it is, every window of the laptop shows that page and nothing else. */
export const customerViewContract = {
  customerView: {
    /** Turns the screen to the customer, or shows them another page or language. */
    show: call
      .input(
        customerViewSchema
          .pick({ visitId: true, page: true, language: true })
          .extend({ variantIds: shownVariantIdsSchema.default([]) }),
      )
      .output(z.object({})),
    /** What the page that is shown says, and nothing else: it is asked for by nothing. Refused with NOT_FOUND while the screen is not turned. */
    content: call.output(customerContentSchema),
    /** Gives the screen back to whoever is signed in, by their PIN. */
    leave: call.input(z.object({ pin: pinSchema })).output(z.object({})),
  },
}
