import { createElectronUpdaterInstaller } from './electron-updater-door.ts'
import { createUpdateInstall } from './install-update.ts'

/** Installs the update that is kept in the laptop's data folder, by electron-updater. */
export function installByElectronUpdater(
  deps: Omit<Parameters<typeof createUpdateInstall>[0], 'installer'> &
    Parameters<typeof createElectronUpdaterInstaller>[0],
): Promise<void> {
  return createUpdateInstall({ ...deps, installer: createElectronUpdaterInstaller(deps) })()
}
