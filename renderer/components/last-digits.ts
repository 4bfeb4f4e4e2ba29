/** What of a phone may stand where others can look: enough to tell two people of one name apart. */
export function lastDigits(phone: string): string {
  return phone.slice(-2)
}
