import fc from 'fast-check'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { preset } from '@shared/model/presets'
import { resolveModel, type ResolvedModel } from '@shared/model/resolve'
import type { Metadata } from '../metadata'
import { readModelFolder } from '../../models/read-folder'
import { SPEC_FILE } from '../npz/encode'
import { arbitraryModel, pseudoWeights } from '../testing/arbitrary-model'
import { folderOf, temporaryFolder } from '../testing/folders'
import { joined, type Pieces } from '../zip/pieces'
import { memorySource } from '../zip/source'
import { encodeSafetensors, MODEL_FILE, safetensorsPieces } from './encode'
import { readArray, readHeader } from './file'
import { readSafetensorsMetadata, readSafetensorsModel } from './read'

const describeModel = ({ spec }: ResolvedModel): Metadata => ({ spec, classes: [], invert: false })
const lenet = resolveModel(preset('lenet'))

/** A file with a header of a test's own and so many bytes behind it. */
function fileOf(header: unknown, bytes: Uint8Array | number = 16): Uint8Array {
  const text = new TextEncoder().encode(
    typeof header === 'string' ? header : JSON.stringify(header),
  )
  const length = new Uint8Array(8)
  new DataView(length.buffer).setBigUint64(0, BigInt(text.byteLength), true)
  return joined([length, text, typeof bytes === 'number' ? new Uint8Array(bytes) : bytes])
}

/** The same bytes but one. */
const changed = (bytes: Uint8Array, at: number, value: number): Uint8Array => {
  const copy = bytes.slice()
  copy[at] = value
  return copy
}

/** The only array of a file. */
async function arrayIn(bytes: Uint8Array): Promise<readonly number[]> {
  const source = memorySource(bytes)
  const header = await readHeader(source)
  const [place] = header.places.values()
  return place ? [...(await readArray(source, header, place)).data] : []
}

describe('a safetensors export', () => {
  it('comes back bit for bit, whatever the network', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryModel, async (model) => {
        const weights = pseudoWeights(model)
        const folder = folderOf(encodeSafetensors(describeModel(model), weights))
        const read = await readSafetensorsModel(folder)
        expect(read.metadata).toEqual(describeModel(model))
        expect([...read.weights]).toEqual([...weights])
      }),
      { numRuns: 20 },
    )
  })

  it('has the arrays’ own memory behind an aligned header', () => {
    const weights = pseudoWeights(lenet)
    const [header, ...pieces] = safetensorsPieces(weights, { format: 'pt' })
    expect((header?.byteLength ?? 1) % 8).toBe(0)
    expect(pieces.map(({ buffer }) => buffer)).toEqual(
      [...weights.values()].map(({ data }) => data.buffer),
    )
  })

  it('is read under any name, and alone in a folder', async () => {
    const weights = pseudoWeights(lenet)
    const [bytes = []] = encodeSafetensors(describeModel(lenet), weights).values()
    const folder = folderOf(new Map([['shoe of 2026.safetensors', bytes]]))
    for (const path of [folder, join(folder, 'shoe of 2026.safetensors')]) {
      const read = await readModelFolder(path)
      expect(read.metadata).toEqual(describeModel(lenet))
      expect([...read.weights]).toEqual([...weights])
    }
  })

  it('has our order of arrays if another program has sorted them', async () => {
    const weights = pseudoWeights(lenet)
    const convscope = JSON.stringify(describeModel(lenet))
    const sorted = new Map([...weights].sort(([a], [b]) => (a < b ? 1 : -1)))
    const folder = folderOf(new Map([[MODEL_FILE, safetensorsPieces(sorted, { convscope })]]))
    expect([...(await readSafetensorsModel(folder)).weights]).toEqual([...weights])
  })

  it('may have its network in a spec.json', async () => {
    const weights = pseudoWeights(lenet)
    const folder = folderOf(
      new Map<string, Pieces | string>([
        ['lenet.safetensors', safetensorsPieces(weights, {})],
        [SPEC_FILE, JSON.stringify(describeModel(lenet))],
      ]),
    )
    const read = await readModelFolder(join(folder, 'lenet.safetensors'))
    expect(read.metadata).toEqual(describeModel(lenet))
    expect([...read.weights]).toEqual([...weights])
  })

  it('is described without its weights', async () => {
    const folder = folderOf(encodeSafetensors(describeModel(lenet), pseudoWeights(lenet)))
    expect(await readSafetensorsMetadata(folder)).toEqual(describeModel(lenet))
  })
})

describe('numbers of 16 bits', () => {
  const place = (dtype: string, count: number) => ({
    a: { dtype, shape: [count], data_offsets: [0, 2 * count] },
  })
  const words = (values: readonly number[]) => new Uint8Array(Uint16Array.from(values).buffer)

  it('become float32', async () => {
    // Bits as NumPy's float16 has them: 1, −2, 65504, the smallest number, ∞.
    const half = words([0x3c_00, 0xc0_00, 0x7b_ff, 0x00_01, 0x7c_00])
    expect(await arrayIn(fileOf(place('F16', 5), half))).toEqual([
      1,
      -2,
      65_504,
      2 ** -24,
      Infinity,
    ])
    const brain = words([0x3f_80, 0xc0_49])
    expect(await arrayIn(fileOf(place('BF16', 2), brain))).toEqual([1, -3.140625])
  })
})

describe('a file that is none of ours', () => {
  const at = (from: number, to: number, shape = [(to - from) / 4], dtype = 'F32') => ({
    dtype,
    shape,
    data_offsets: [from, to],
  })

  it.each([
    ['too short', new Uint8Array(4), /too short/],
    ['a header beyond the file', changed(fileOf('{}', 0), 0, 200), /longer than the file/],
    ['a header of 2⁶³ bytes', changed(fileOf('{}'), 7, 0x80), /longer than the file/],
    ['no JSON', fileOf('{"a'), /not JSON/],
    ['a list', fileOf([1]), /not JSON/],
    ['no place', fileOf({ a: { dtype: 'F32' } }), /does not describe "a"/],
    ['a negative offset', fileOf({ a: at(-4, 4) }), /does not describe "a"/],
    ['another size', fileOf({ a: at(0, 8, [3]) }), /size of "a"/],
    ['an end before the beginning', fileOf({ a: at(8, 0) }), /"a"/],
    ['an array outside', fileOf({ a: at(8, 24) }), /"a" ends behind/],
    ['arrays over each other', fileOf({ a: at(0, 12), b: at(8, 16) }), /"b" lies over/],
  ])('is refused: %s', async (_, bytes, words) => {
    await expect(readHeader(memorySource(bytes))).rejects.toMatchObject({
      code: 'invalid-file',
      message: expect.stringMatching(words) as string,
    })
  })

  it('is refused if its numbers are whole ones', async () => {
    const file = fileOf({ a: at(0, 8, [1], 'I64') })
    await expect(readHeader(memorySource(file))).rejects.toMatchObject({ code: 'unsupported' })
  })

  it('is refused without a network, and without a layer’s weights', async () => {
    const folder = temporaryFolder()
    const file = join(folder, MODEL_FILE)
    await expect(readSafetensorsModel(folder)).rejects.toMatchObject({ code: 'not-found' })
    writeFileSync(file, fileOf({ a: at(0, 8) }))
    await expect(readSafetensorsModel(file)).rejects.toMatchObject({ code: 'unsupported' })
    const convscope = JSON.stringify(describeModel(lenet))
    writeFileSync(file, joined(safetensorsPieces(new Map(), { convscope })))
    await expect(readSafetensorsModel(file)).rejects.toMatchObject({
      code: 'invalid-model',
      details: { layer: 'conv1' },
    })
  })
})
