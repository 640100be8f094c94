export type Variant = 'cpu' | 'cuda'

export interface Wheel {
  readonly file: string
  readonly sha256: string
  /** Length of the file; 0 where it isn't known. */
  readonly bytes: number
  readonly patterns: readonly RegExp[]
  readonly project: string
  readonly version: string
}

export interface Meter {
  add(bytes: number): void
  end(): void
  readonly signal?: AbortSignal
}

export const TENSORFLOW_VERSION: string
export function wheelsOf(
  variant: Variant,
  platform?: string,
  arch?: string,
): readonly Wheel[] | undefined
/** Free disk space that a variant needs while it is unpacked, in bytes. */
export function spaceOf(variant: Variant): number
/** Whether an NVIDIA driver has left its files here. */
export function hasDriverFiles(): boolean
export function isComplete(folder: string): boolean
export function unpackLibtensorflow(
  wheels: readonly Wheel[],
  paths: readonly string[],
  folder: string,
  meter: (wheel: Wheel, total: number) => Meter,
): Promise<void>
export function fileDigest(path: string): Promise<string>
export function writeJson(path: string, value: object): Promise<void>
export const PROBE: string
export function probeAnswer(output: string): { version: string; gpu: boolean } | undefined
export function complaints(output: string): string
