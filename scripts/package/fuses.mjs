import { FuseV1Options, FuseVersion, flipFuses, getCurrentFuseWire } from '@electron/fuses'

const {
  RunAsNode,
  EnableCookieEncryption,
  EnableNodeOptionsEnvironmentVariable,
  EnableNodeCliInspectArguments,
  EnableEmbeddedAsarIntegrityValidation,
  OnlyLoadAppFromAsar,
} = FuseV1Options

/**
 * The switches in Electron's executable. Playwright drives an app by Node's inspector, so the test
 * flavour keeps that one on. Linux has no place for the asar's hash, so it is checked elsewhere
 * only.
 * @param {'release' | 'test'} flavour
 */
export const fusesOf = (flavour, platform = process.platform) => ({
  [RunAsNode]: false,
  [EnableCookieEncryption]: true,
  [EnableNodeOptionsEnvironmentVariable]: false,
  [EnableNodeCliInspectArguments]: flavour === 'test',
  [EnableEmbeddedAsarIntegrityValidation]: platform !== 'linux',
  [OnlyLoadAppFromAsar]: true,
})

export const setFuses = (executable, flavour, platform) =>
  flipFuses(executable, { version: FuseVersion.V1, ...fusesOf(flavour, platform) })

/**
 * The fuses of an executable, by name.
 * @returns {Promise<Record<string, boolean>>}
 */
export async function readFuses(executable) {
  const wire = await getCurrentFuseWire(executable)
  const ENABLED = '1'.charCodeAt(0)
  return Object.fromEntries(
    Object.entries(fusesOf('release')).map(([fuse]) => [
      FuseV1Options[fuse],
      wire[fuse] === ENABLED,
    ]),
  )
}
