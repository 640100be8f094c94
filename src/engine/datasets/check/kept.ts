import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { keptCheckSchema, type DatasetCheck, type KeptCheck } from '@shared/contract/dataset-check'
import { writeFileAtomic } from '../../runtime/files'
import { cachedFolder, fingerprintOf, readManifest } from '../manifest'

/** Counts up when the rules of the check change: findings of before are then made again. */
const RULES = 1

const fileSchema = keptCheckSchema.extend({ rules: z.literal(RULES), fingerprint: z.string() })

/** Beside the pictures, so that it goes with them. */
const checkPath = (id: string): string => join(cachedFolder(id), 'check.json')

/** Keeps the findings, unless the set has been removed or changed meanwhile. */
export async function keepCheck(
  id: string,
  fingerprint: string,
  check: DatasetCheck,
): Promise<void> {
  const manifest = await readManifest(id)
  if (!('version' in manifest) || fingerprintOf(manifest) !== fingerprint) return
  const file = { rules: RULES, fingerprint, checked: Date.now(), check }
  await writeFileAtomic(checkPath(id), `${JSON.stringify(file)}\n`)
}

/** The last check of a set; null where there is none, or the set has changed since. */
export async function keptCheck(id: string): Promise<KeptCheck | null> {
  const manifest = await readManifest(id)
  if (!('version' in manifest)) return null
  const text = await readFile(checkPath(id), 'utf8').catch(() => 'null')
  try {
    const { fingerprint, checked, check } = fileSchema.parse(JSON.parse(text))
    return fingerprint === fingerprintOf(manifest) ? { checked, check } : null
  } catch {
    return null
  }
}
