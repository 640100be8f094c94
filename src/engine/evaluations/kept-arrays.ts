import { AppError, phrase } from '@shared/errors'
import { npzPieces, readNpz } from '../formats/npz/npz'
import { withFileSource } from '../formats/zip/source'
import { ZipArchive } from '../formats/zip/zip'
import { zipPieces } from '../formats/zip/write'
import { writeFileAtomic } from '../runtime/files'

const LIMIT = 1024 * 1024 * 1024

/** What is kept in one file: facts as JSON, and float32 arrays by their names. */
export interface Kept {
  readonly facts: unknown
  /** @throws AppError `corrupt` where it is missing */
  readonly array: (name: string) => Float32Array
  readonly has: (name: string) => boolean
}

/** Writes facts and arrays into one file, completely or not at all. */
export async function keepArrays(
  file: string,
  facts: unknown,
  arrays: Readonly<Record<string, Float32Array>>,
  signal?: AbortSignal,
): Promise<void> {
  const named = new Map(
    Object.entries(arrays).map(([name, data]) => [name, { shape: [data.length], data }]),
  )
  const json = new TextEncoder().encode(JSON.stringify(facts))
  const pieces = zipPieces(
    new Map([
      ['facts.json', [json]],
      ['arrays.npz', npzPieces(named)],
    ]),
  )
  await writeFileAtomic(file, pieces, signal)
}

/** @throws whatever makes the file unreadable: it is missing or damaged */
export async function keptArrays(file: string): Promise<Kept> {
  return withFileSource(file, async (source) => {
    const archive = await ZipArchive.open(source, LIMIT)
    const facts: unknown = JSON.parse(
      new TextDecoder().decode(await archive.read(archive.find('facts.json'))),
    )
    const arrays = await readNpz(await archive.read(archive.find('arrays.npz')), LIMIT)
    return {
      facts,
      has: (name) => arrays.has(name),
      array: (name) => {
        const found = arrays.get(name)
        if (!found) throw new AppError('corrupt', phrase`${name} is missing.`)
        return found.data
      },
    }
  })
}
