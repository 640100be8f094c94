import { zipEntries, zipText, unpackEntry } from './zip.mjs'
import { SetupFailure } from './failure.mjs'

/**
 * RECORD, the list in every wheel: `name,sha256=<base64url>,size` a line (PyPA's binary
 * distribution format). Names with a comma are quoted there; none that is needed has one.
 * @returns {Map<string, string>} digest by name
 */
export function parseRecord(text) {
  const digests = new Map()
  for (const line of text.split(/\r?\n/)) {
    const [name, digest] = line.split(',')
    if (name && digest?.startsWith('sha256=')) digests.set(name, digest.slice('sha256='.length))
  }
  return digests
}

/**
 * The entries that a set of patterns selects; each pattern must match something, otherwise the
 * wheel is not the expected one.
 */
export function selectEntries(entries, patterns, wheel) {
  const unfound = patterns.find((pattern) => !entries.some((entry) => pattern.test(entry.name)))
  if (unfound)
    throw new SetupFailure(
      `${wheel} holds nothing like ${unfound}: it is not the wheel that was expected`,
    )
  return entries.filter((entry) => patterns.some((pattern) => pattern.test(entry.name)))
}

/**
 * Hears how many bytes are unpacked.
 * @typedef {{add(bytes: number): void, end(): void, signal?: AbortSignal}} Meter
 */

/**
 * Unpacks what the patterns name below `folder` and verifies each file by the wheel's RECORD.
 * Deletes nothing.
 * @param {(total: number) => Meter} meter
 */
export async function unpackWheel(wheel, patterns, folder, meter) {
  const entries = await zipEntries(wheel)
  const record = entries.find((entry) => /^[^/]+\.dist-info\/RECORD$/.test(entry.name))
  if (!record) throw new SetupFailure(`${wheel} has no RECORD: it is not a wheel`)
  const digests = parseRecord(await zipText(wheel, record))
  const wanted = selectEntries(entries, patterns, wheel)
  const shown = meter(wanted.reduce((sum, entry) => sum + entry.size, 0))
  for (const entry of wanted) {
    const digest = await unpackEntry(
      wheel,
      entry,
      folder,
      (bytes) => shown.add(bytes),
      shown.signal,
    )
    if (digest !== digests.get(entry.name))
      throw new SetupFailure(
        `${entry.name} in ${wheel} is damaged: its SHA-256 is not the one in RECORD`,
      )
  }
  shown.end()
  return wanted.map((entry) => ({ name: entry.name, size: entry.size }))
}
