const keptMs = 60_000

/**
 * Hands a file to the browser to be saved where the person's downloads go. Whether it was saved is not known here.
 * The address is let go later: the browser may still be reading from it.
 */
export function handToBrowser(file: { readonly fileName: string; readonly content: Blob }): void {
  const address = URL.createObjectURL(file.content)
  const link = document.createElement('a')
  link.href = address
  link.download = file.fileName
  link.click()
  setTimeout(() => URL.revokeObjectURL(address), keptMs)
}
