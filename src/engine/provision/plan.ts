import { readFileSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { ProvisionStatus, ProvisionVariant } from '@shared/contract/provision'
import {
  isComplete,
  hasDriverFiles,
  spaceOf,
  TENSORFLOW_VERSION,
  wheelsOf,
} from '../../libtensorflow/index.mjs'
import { shipped } from '../runtime/installed'
import { cacheFolder } from '../runtime/paths'

/** Where the wheels and libraries go unless the user chose another folder. */
export const tensorflowFolder = (): string => join(cacheFolder(), 'tensorflow')
export const currentFile = (): string => join(tensorflowFolder(), 'current.json')
export const libraryFolder = (folder: string, variant: ProvisionVariant): string =>
  join(folder, `${TENSORFLOW_VERSION}-${variant}`)

const sizeOf = (path: string): number => statSync(path, { throwIfNoEntry: false })?.size ?? 0

/** What has come of a variant's wheels, whole or in part. */
function received(folder: string, variant: ProvisionVariant): number {
  return (wheelsOf(variant) ?? [])
    .map(({ file }) => join(folder, 'wheels', file))
    .reduce((sum, path) => sum + (sizeOf(path) || sizeOf(`${path}.part`)), 0)
}

/** Whether the library that `current.json` names is there, in the version that the app needs. */
function isInstalled(): boolean {
  try {
    const { binding, version } = JSON.parse(readFileSync(currentFile(), 'utf8')) as Record<
      string,
      unknown
    >
    return (
      typeof binding === 'string' &&
      version === TENSORFLOW_VERSION &&
      isComplete(dirname(dirname(binding)))
    )
  } catch {
    return false
  }
}

/** What an installed app still needs, and what it would fetch. */
export function provisionStatus(): ProvisionStatus {
  const folder = tensorflowFolder()
  const variants = (['cpu', 'cuda'] as const).filter((variant) => wheelsOf(variant) !== undefined)
  return {
    needed: shipped() !== undefined && !isInstalled(),
    version: TENSORFLOW_VERSION,
    folder,
    suggested: hasDriverFiles() && variants.includes('cuda') ? 'cuda' : 'cpu',
    choices: variants.map((variant) => ({
      variant,
      wheels: (wheelsOf(variant) ?? []).map(({ file }) => file),
      // Unknown where the length of one is.
      bytes: (wheelsOf(variant) ?? []).every(({ bytes }) => bytes > 0)
        ? (wheelsOf(variant) ?? []).reduce((sum, { bytes }) => sum + bytes, 0)
        : 0,
      space: spaceOf(variant),
      received: received(folder, variant),
    })),
  }
}
