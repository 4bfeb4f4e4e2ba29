/** The one door to other programs: opens an address outside Northstar if the list below allows it. */
export type OpenExternal = (url: string) => boolean

/** A number to dial, as E.164. Web addresses are not on the list: no screen has one. */
const allowed: readonly RegExp[] = [/^tel:\+[1-9]\d{6,14}$/]

/** @param shell Electron's; a rejection is told to `onFailure`, because the person sees nothing happen */
export function createOpenExternal(
  shell: { openExternal(url: string): Promise<void> },
  onFailure: (cause: unknown) => void,
): OpenExternal {
  return (url) => {
    if (!allowed.some((pattern) => pattern.test(url))) return false
    // biome-ignore lint/plugin: this is the door
    shell.openExternal(url).catch(onFailure)
    return true
  }
}
