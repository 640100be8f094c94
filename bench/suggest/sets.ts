import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { decode, encode } from 'fast-png'

/** A set of pictures in folders, or a class-balanced part of Fashion-MNIST. */
export type BenchSet =
  | { readonly name: string; readonly write: (folder: string) => void }
  | { readonly name: string; readonly limitTrain: number }

const SIDE = 96
const TEXTURES = resolve(__dirname, '../../e2e/textures')

function writePng(path: string, width: number, height: number, data: Uint8Array): void {
  writeFileSync(path, encode({ width, height, channels: 1, depth: 8, data }))
}

/** Parts of photographs of textures, so many of each; places follow each other without an order. */
const textures = (counts: Readonly<Record<string, number>>) => (folder: string) => {
  for (const [name, count] of Object.entries(counts)) {
    const { data, width, height } = decode(readFileSync(join(TEXTURES, `${name}.png`)))
    mkdirSync(join(folder, name), { recursive: true })
    for (let i = 0; i < count; i++) {
      const [x, y] = [(i * 131) % (width - SIDE), (i * 197) % (height - SIDE)]
      const part = Uint8Array.from(
        { length: SIDE * SIDE },
        (_, at) => data[(y + Math.floor(at / SIDE)) * width + x + (at % SIDE)] ?? 0,
      )
      writePng(join(folder, name, `${i}.png`), SIDE, SIDE, part)
    }
  }
}

/** scikit-learn's digits of 8×8, 0 to 16. */
function digits(folder: string): void {
  const rows = gunzipSync(readFileSync(join(__dirname, 'digits.csv.gz')))
    .toString()
    .trim()
  for (const [i, row] of rows.split('\n').entries()) {
    const values = row.split(',').map(Number)
    const label = String(values.at(-1))
    mkdirSync(join(folder, label), { recursive: true })
    const pixels = Uint8Array.from(values.slice(0, 64), (value) => (value * 255) / 16)
    writePng(join(folder, label, `${i}.png`), 8, 8, pixels)
  }
}

export const SETS: readonly BenchSet[] = [
  { name: 'textures', write: textures({ brick: 150, grass: 150, gravel: 150 }) },
  { name: 'unbalanced', write: textures({ brick: 300, grass: 60, gravel: 20 }) },
  { name: 'two', write: textures({ grass: 150, gravel: 150 }) },
  { name: 'digits', write: digits },
  { name: 'Fashion-MNIST, 20 a class', limitTrain: 200 },
  { name: 'Fashion-MNIST, 100 a class', limitTrain: 1000 },
  { name: 'Fashion-MNIST, 1,000 a class', limitTrain: 10_000 },
]
