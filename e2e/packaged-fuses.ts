import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses'

/** What a packaged Northstar must have; the eighth, of Electron's own start, is as Electron publishes it. */
export const wantedFuses = {
  RunAsNode: false,
  EnableCookieEncryption: true,
  EnableNodeOptionsEnvironmentVariable: false,
  EnableNodeCliInspectArguments: false,
  EnableEmbeddedAsarIntegrityValidation: true,
  OnlyLoadAppFromAsar: true,
  GrantFileProtocolExtraPrivileges: false,
} as const

const enabled = '1'.charCodeAt(0)

/** The fuses of a program, by name. @param program its file, or its `.app` */
export async function readFuses(
  program: string,
): Promise<Readonly<Record<keyof typeof wantedFuses, boolean>>> {
  const wire = await getCurrentFuseWire(program)
  const isOn = (option: FuseV1Options) => wire[option] === enabled
  return {
    RunAsNode: isOn(FuseV1Options.RunAsNode),
    EnableCookieEncryption: isOn(FuseV1Options.EnableCookieEncryption),
    EnableNodeOptionsEnvironmentVariable: isOn(FuseV1Options.EnableNodeOptionsEnvironmentVariable),
    EnableNodeCliInspectArguments: isOn(FuseV1Options.EnableNodeCliInspectArguments),
    EnableEmbeddedAsarIntegrityValidation: isOn(FuseV1Options.EnableEmbeddedAsarIntegrityValidation),
    OnlyLoadAppFromAsar: isOn(FuseV1Options.OnlyLoadAppFromAsar),
    GrantFileProtocolExtraPrivileges: isOn(FuseV1Options.GrantFileProtocolExtraPrivileges),
  }
}
