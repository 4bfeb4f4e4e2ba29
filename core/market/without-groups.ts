const grouped = /^\d{1,3}([,٬]\d{2,3})*[,٬]\d{3}(\.|$)/

/**
 * A number without the commas that group its digits by thousands or by lakhs, `1,300` or `12,34,567`. Any other comma
 * stays, so that whoever reads it refuses it: `16,5` is not 165.
 */
export function withoutGroups(text: string): string {
  return grouped.test(text) ? text.replace(/[,٬]/g, '') : text
}
