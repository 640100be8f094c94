import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { AppError } from '@shared/errors'
import { expectSmall, inTime, mostMemory } from '../../testing/bounded'
import { temporaryFolder } from '../../testing/folders'
import { readOnnxModel } from '../read'

const FOLDERS = ['operators', 'graphs'].map((name) => join(__dirname, '../testing', name))
const FILES = FOLDERS.flatMap((folder) =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.onnx'))
    .map((name) => join(folder, name)),
)

/** Whole numbers below `bound` that are the same every time. Source: mulberry32. */
function numbersFrom(seed: number): (bound: number) => number {
  let state = seed
  return (bound) => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * bound)
  }
}

/** Bytes that are changed, cut off, left out or doubled. */
function mutated(bytes: Uint8Array, next: (bound: number) => number): Uint8Array {
  const at = next(bytes.length)
  const length = 1 + next(40)
  switch (next(5)) {
    case 0:
      return bytes.slice(0, at)
    case 1:
      return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + length)])
    case 2:
      return Buffer.concat([bytes.subarray(0, at + length), bytes.subarray(at)])
    default: {
      const copy = Uint8Array.from(bytes)
      for (let n = 0; n < 1 + next(4); n += 1) copy[next(copy.length)] = next(256)
      return copy
    }
  }
}

describe('an ONNX file with wrong bytes', () => {
  it('is read or refused with a message, a thousand times', async () => {
    const next = numbersFrom(15)
    const path = join(temporaryFolder(), 'mutated.onnx')
    let refused = 0
    const before = mostMemory()
    for (let n = 0; n < 1000; n += 1) {
      writeFileSync(path, mutated(readFileSync(FILES[n % FILES.length] ?? ''), next))
      const thrown: unknown = await inTime(() => readOnnxModel(path)).then(
        () => undefined,
        (error: unknown) => error,
      )
      if (thrown === undefined) continue
      refused += 1
      expect(thrown).toBeInstanceOf(AppError)
      const { code, message } = thrown as AppError
      expect([n, code]).toEqual([n, expect.not.stringMatching(/^internal$/)])
      expect(message.length).toBeGreaterThan(20)
    }
    expect(refused).toBeGreaterThan(300)
    expectSmall(before)
  }, 60_000)
})
