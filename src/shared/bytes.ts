const UNITS = ['B', 'kB', 'MB', 'GB', 'TB'] as const

/**
 * Bytes in the unit that keeps the number short, in powers of 1000 as disks and networks are
 * measured: 47 040 016 is 47.04 MB.
 */
export function inUnit(bytes: number): {
  readonly value: number
  readonly unit: (typeof UNITS)[number]
} {
  const power = bytes < 1 ? 0 : Math.min(UNITS.length - 1, Math.floor(Math.log10(bytes) / 3))
  return { value: bytes / 1000 ** power, unit: UNITS[power] ?? 'B' }
}
