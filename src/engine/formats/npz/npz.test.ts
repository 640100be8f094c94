import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { zipSync, strToU8 } from 'fflate'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { AppError } from '@shared/errors'
import type { NamedArray } from '@shared/model/weights'
import { decodeNpy, encodeNpy } from './npy'
import { readNpz, writeNpz } from './npz'

const array = (shape: readonly number[], from = 0): NamedArray => ({
  shape,
  data: Float32Array.from({ length: shape.reduce((a, b) => a * b, 1) }, (_, i) => from + i / 7),
})
const some = new Map([
  ['conv1.weight', array([5, 5, 1, 6])],
  ['conv1.bias', array([6], -3)],
  ['odd', { shape: [4], data: Float32Array.of(NaN, Infinity, -0, 1e-42) }],
])

const codeOf = async (run: () => unknown): Promise<string> => {
  try {
    await run()
  } catch (thrown) {
    return thrown instanceof AppError ? thrown.code : `not an AppError: ${String(thrown)}`
  }
  return 'no error'
}

const randomArray = fc.array(fc.integer({ min: 0, max: 4 }), { maxLength: 4 }).chain((shape) => {
  const length = shape.reduce((a, b) => a * b, 1)
  return fc.float32Array({ minLength: length, maxLength: length }).map((data) => ({ shape, data }))
})

describe('npy', () => {
  it('is read back bit for bit, with any shape and values', () => {
    fc.assert(
      fc.property(randomArray, (original) => {
        const { shape, data } = decodeNpy(encodeNpy(original), 'x')
        expect(shape).toEqual(original.shape)
        expect(new Uint8Array(data.buffer)).toEqual(new Uint8Array(original.data.slice().buffer))
      }),
    )
  })

  it('starts the data at a multiple of 64', () => {
    for (const shape of [[1], [10, 20, 30, 40], []])
      expect((encodeNpy(array(shape)).length - 4 * array(shape).data.length) % 64).toBe(0)
  })

  const withHeader = (header: string, body = 4): Uint8Array =>
    Uint8Array.of(
      0x93,
      ...strToU8('NUMPY'),
      1,
      0,
      header.length,
      0,
      ...strToU8(header),
      ...new Uint8Array(body),
    )

  it.each([
    ["{'descr': '<f8', 'fortran_order': False, 'shape': (1,), }", 'unsupported'],
    ["{'descr': '|O', 'fortran_order': False, 'shape': (1,), }", 'unsupported'],
    ["{'descr': '<f4', 'fortran_order': True, 'shape': (1,), }", 'unsupported'],
    ["{'descr': '<f4', 'fortran_order': False, 'shape': (2,), }", 'invalid-file'],
    [
      "{'descr': '<f4', 'fortran_order': False, 'shape': (9999999999, 9999999999), }",
      'invalid-file',
    ],
    ["{'descr': '<f4', 'fortran_order': False, 'shape': (-1,), }", 'invalid-file'],
    ["{'descr': '<f4', 'fortran_order': False, 'shape': (1,), 'more': True}", 'invalid-file'],
    ["{'descr': '<f4', 'descr': '<f4', 'shape': (1,)}", 'invalid-file'],
    ["{'descr': '<f4', 'fortran_order': False}", 'invalid-file'],
    ["__import__('os')", 'invalid-file'],
    ["{'shape': (1,), 'fortran_order': False, 'descr': '<f4'}", 'no error'],
  ])('%s: %s', async (header, code) => {
    expect(await codeOf(() => decodeNpy(withHeader(header), 'x'))).toBe(code)
  })

  it('names the array in its message', () => {
    expect(() => decodeNpy(Uint8Array.of(1, 2, 3), 'conv1.weight')).toThrow('"conv1.weight"')
  })
})

describe('npz', () => {
  it('is read back with names, shapes and bits', async () => {
    const read = await readNpz(writeNpz(some))
    expect([...read.keys()]).toEqual([...some.keys()])
    for (const [name, { shape, data }] of some) expect(read.get(name)).toEqual({ shape, data })
  })

  it('is the same bytes each time', () => {
    expect(writeNpz(some)).toEqual(writeNpz(some))
  })

  it('reads deflated files', async () => {
    const deflated = zipSync({ 'a.npy': encodeNpy(array([100, 100])) }, { level: 9 })
    expect((await readNpz(deflated)).get('a')).toEqual(array([100, 100]))
  })

  it('refuses an archive that unpacks to more than the limit, before unpacking', async () => {
    const bomb = zipSync({ 'zeros.npy': new Uint8Array(5_000_000) }, { level: 9 })
    expect(bomb.length).toBeLessThan(10_000)
    expect(await codeOf(() => readNpz(bomb, 1_000_000))).toBe('too-large')
  })

  it('unpacks no file beyond its declared size', async () => {
    const bomb = zipSync({ 'zeros.npy': new Uint8Array(5_000_000) }, { level: 9 })
    const directory = Buffer.from(bomb).lastIndexOf(Buffer.from([0x50, 0x4b, 0x01, 0x02]))
    new DataView(bomb.buffer).setUint32(directory + 24, 1000, true)
    expect(await codeOf(() => readNpz(bomb, 1_000_000))).toBe('invalid-file')
  })

  it('notices a flipped bit in a stored array', async () => {
    const bytes = writeNpz(some)
    bytes[400] = (bytes[400] ?? 0) ^ 1
    expect(await codeOf(() => readNpz(bytes))).toBe('invalid-file')
  })

  it('gives an AppError or the right arrays for every damaged archive', async () => {
    const whole = writeNpz(some)
    const edit = fc.record({
      at: fc.nat(whole.length - 1),
      value: fc.integer({ min: 0, max: 255 }),
    })
    await fc.assert(
      fc.asyncProperty(
        fc.array(edit, { minLength: 1, maxLength: 8 }),
        fc.nat(whole.length),
        async (edits, cut) => {
          const bytes = whole.slice(0, cut % 3 === 0 ? cut : whole.length)
          for (const { at, value } of edits) if (at < bytes.length) bytes[at] = value
          expect(['no error', 'invalid-file', 'unsupported', 'too-large']).toContain(
            await codeOf(() => readNpz(bytes)),
          )
        },
      ),
      { numRuns: 500 },
    )
  })
})

const hasNumpy = spawnSync('python3', ['-c', 'import numpy']).status === 0

describe(hasNumpy ? 'against NumPy itself' : 'against a file that NumPy wrote', () => {
  if (hasNumpy) {
    it('NumPy reads the files that are written here, and the reverse', async () => {
      const folder = mkdtempSync(join(tmpdir(), 'convscope-npz-'))
      try {
        writeFileSync(join(folder, 'in.npz'), writeNpz(some))
        const script =
          'import numpy as n,sys;a=n.load(sys.argv[1]);n.savez_compressed(sys.argv[2],**{k:a[k] for k in a});n.savez(sys.argv[3],**{k:a[k] for k in a})'
        execFileSync('python3', [
          '-c',
          script,
          join(folder, 'in.npz'),
          join(folder, 'deflated.npz'),
          join(folder, 'stored.npz'),
        ])
        for (const name of ['deflated.npz', 'stored.npz'])
          expect(await readNpz(readFileSync(join(folder, name)))).toEqual(some)
      } finally {
        rmSync(folder, { recursive: true })
      }
    })
  } else {
    it('reads it', async () => {
      // numpy.savez_compressed(file, a=numpy.arange(3, dtype="<f4"))
      const written =
        'UEsDBC0AAAAIAAAAIQC2jIZT//////////8FABQAYS5ucHkBABAAjAAAAAAAAABLAAAAAAAAAJvsF+obEMnIUMZQrZ6SWpxcpG6loG6TZqKuo6Cell9UUpSYF59flJIKEndLzClOBYoXZyQWpAL5GsY6mjoKtQoUAC4GMGiwBxIOAFBLAQItAy0AAAAIAAAAIQC2jIZTSwAAAIwAAAAFAAAAAAAAAAAAAACAAQAAAABhLm5weVBLBQYAAAAAAQABADMAAACCAAAAAAA='
      expect((await readNpz(Buffer.from(written, 'base64'))).get('a')).toEqual({
        shape: [3],
        data: Float32Array.of(0, 1, 2),
      })
    })
  }
})
