/** What the operating systems' ways of sealing a key are called where people meet them; names, the same in every language. */
const names: Readonly<Record<string, string>> = {
  basic_text: 'basic text',
  gnome_libsecret: 'GNOME Keyring',
  kwallet: 'KWallet',
  kwallet5: 'KWallet 5',
  kwallet6: 'KWallet 6',
  keychain: 'Keychain',
  dpapi: 'Windows DPAPI',
}

/** The name of a sealing backend as a person knows it; one that is not known here is called as it calls itself. */
export function backendName(backend: string): string {
  return names[backend] ?? backend
}
