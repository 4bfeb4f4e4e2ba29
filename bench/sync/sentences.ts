/*
 * What customers say, made of parts: who or what, what about it, and why. Every sentence differs from every other, and
 * no part is rare, as in the notes of a showroom.
 */

const openings = [
  'My father',
  'My mother in law',
  'My elder brother',
  'The whole family',
  'My wife',
  'My husband',
  'Our driver',
  'My cousin from Multan',
  'A friend at the bank',
  'My business partner',
  'Our neighbour in Gulberg',
  'My daughter at college',
  'My son in Dubai',
  'The mechanic in our street',
  'My uncle in the army',
  'Everybody at the office',
  'My grandmother',
  'The younger one',
  'My boss',
  'Our landlord',
] as const

const statements = [
  'wants seats that are easy to get in and out of',
  'will not sit in a car without a strong air conditioner',
  'had a Mehran for eleven years and never a breakdown',
  'drives to Lahore on the motorway every second Friday',
  'says that spare parts must be had in any bazaar',
  'is afraid of a hybrid battery that nobody can repair',
  'keeps asking what it will be worth in four years',
  'needs room for two suitcases and a wheelchair',
  'goes to the village where the road ends in sand',
  'would rather wait for white than take silver today',
  'heard that the waiting time is more than five months',
  'paid a premium last time and will not do it again',
  'wants to see the petrol average in writing',
  'asks for an Islamic bank and no interest at all',
  'has to be picked up from school at half past one',
  'likes the high seat but not the high price',
  'scraped the bumper on every speed breaker in our lane',
  'thinks that the service is too far from the house',
  'will only buy when the old Corolla is sold',
  'wants cameras all around because parking is so tight',
  'asked about the token tax and the number plate',
  'cannot drive a manual any more since the operation',
  'looked at the same car in another showroom on Sunday',
  'wants the papers in the name of the company',
  'gets sick in the back when the ride is too soft',
] as const

const reasons = [
  ', that comes first.',
  ', so please write it down.',
  ' and nothing else matters.',
  ', but we have not decided.',
  ' since the summer.',
  ', at least before Eid.',
  ', everyone knows that.',
  ', and I agree.',
  ', though I do not mind.',
  ' if the price is right.',
] as const

/** Five thousand different sentences of about ninety characters. */
export const sentences: readonly string[] = openings.flatMap((opening) =>
  statements.flatMap((statement) => reasons.map((reason) => `${opening} ${statement}${reason}`)),
)
