/** All phones that a customer is reached on, the first one first. */
export const phonesOf = ({
  phone,
  alsoPhones,
}: {
  readonly phone: string | null
  readonly alsoPhones: readonly string[]
}): readonly string[] => (phone === null ? alsoPhones : [phone, ...alsoPhones])
