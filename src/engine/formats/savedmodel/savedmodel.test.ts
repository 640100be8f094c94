import fc from 'fast-check'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { AppError } from '@shared/errors'
import { elements } from '@shared/layers/definition'
import { preset } from '@shared/model/presets'
import { resolveModel, type ResolvedModel } from '@shared/model/resolve'
import { encodeSavedModel, GRAPH_VERSION, readSavedModel, type NodeProto } from '../../graph'
import type { Metadata } from '../metadata'
import { arbitraryModel, pseudoRandom, pseudoWeights } from '../testing/arbitrary-model'
import { expectSmall, inTime, mostMemory } from '../testing/bounded'
import { folderOf } from '../testing/folders'
import { referenceForward } from '../testing/reference'
import { DESCRIPTION_KEY, encodeSavedmodel, MODEL_FILE } from './encode'
import { readSavedmodelMetadata, readSavedmodelModel } from './read'
import { runSavedmodel } from './testing/run'

const describeModel = ({ spec }: ResolvedModel): Metadata => ({ spec, classes: [], invert: false })
const write = (model: ResolvedModel, extras: Metadata['extras'] = []): string =>
  folderOf(encodeSavedmodel({ ...describeModel(model), extras }, pseudoWeights(model)))

/** Changes the nodes of a file as another program would. */
async function change(folder: string, edit: (nodes: readonly NodeProto[]) => readonly NodeProto[]) {
  const file = join(folder, MODEL_FILE)
  const { nodes, texts } = readSavedModel(await readFile(file))
  const kept = { [DESCRIPTION_KEY]: texts.get(DESCRIPTION_KEY) ?? '' }
  await writeFile(file, encodeSavedModel(edit(nodes), GRAPH_VERSION, { texts: kept }))
}

const lenet = resolveModel(preset('lenet'))

describe('a SavedModel', () => {
  it('comes back bit for bit, whatever the network', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryModel, async (model) => {
        const { metadata, weights } = await readSavedmodelModel(write(model))
        expect(metadata).toEqual({ ...describeModel(model), extras: [] })
        expect([...weights]).toEqual([...pseudoWeights(model)])
      }),
      { numRuns: 40 },
    )
  })

  it('is run by TensorFlow with the answers of the textbook’s loops, for any batch', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryModel, fc.integer({ min: 1, max: 3 }), async (model, count) => {
        const size = elements(model.inputShape)
        const x = pseudoRandom(count * size, 5)
        const found = await runSavedmodel(write(model), x, [count, ...model.inputShape])
        const last = model.layers.at(-1)?.layer.id ?? ''
        const known = Array.from({ length: count }, (_, i) => {
          const one = x.subarray(i * size, (i + 1) * size)
          return [...(referenceForward(model, pseudoWeights(model), one).get(last)?.data ?? [])]
        }).flat()
        const scale = Math.max(1, ...known.map(Math.abs))
        const answer = found.get(last) ?? []
        expect(answer).toHaveLength(known.length)
        answer.forEach((value, i) =>
          expect(Math.abs(value - (known[i] ?? NaN))).toBeLessThan(1e-4 * scale),
        )
      }),
      { numRuns: 150 },
    )
  })

  it('gives every layer’s output on request, and takes pixels on request', async () => {
    const metadata: Metadata = {
      ...describeModel(lenet),
      normalisation: { mean: [0.25], std: [0.5] },
      extras: ['preprocessing', 'all-outputs'],
    }
    const folder = folderOf(encodeSavedmodel(metadata, pseudoWeights(lenet)))
    const shape = [2, ...lenet.inputShape]
    const pixels = pseudoRandom(elements(shape), 3).map((v) => Math.round(127 + 127 * v))
    const found = await runSavedmodel(folder, pixels, shape)
    expect([...found.keys()].sort()).toEqual(lenet.layers.map(({ layer }) => layer.id).sort())
    const x = pixels.map((value) => (value / 255 - 0.25) / 0.5)
    const plain = await runSavedmodel(write(lenet), x, shape)
    const last = lenet.layers.at(-1)?.layer.id ?? ''
    found
      .get(last)
      ?.forEach((value, i) => expect(value).toBeCloseTo(plain.get(last)?.[i] ?? NaN, 4))
    const read = await readSavedmodelModel(folder)
    expect(read.metadata).toEqual(metadata)
    expect(await readSavedmodelMetadata(join(folder, MODEL_FILE))).toEqual(metadata)
    expect([...read.weights]).toEqual([...pseudoWeights(lenet)])
  })
})

describe('a SavedModel that is no such export', () => {
  it('is refused with the way that works, once its graph has changed or has no description', async () => {
    const folder = write(lenet)
    await change(folder, (nodes) =>
      nodes.map((node) => (node.op === 'Sigmoid' ? { ...node, op: 'Tanh' } : node)),
    )
    await expect(readSavedmodelModel(folder)).rejects.toMatchObject({
      code: 'unsupported',
      message: expect.stringMatching(/tensorflowjs_converter.*they differ at "/) as string,
    })
    await writeFile(
      join(folder, MODEL_FILE),
      encodeSavedModel([{ name: 'a', op: 'NoOp', input: [], attr: {} }], 1),
    )
    await expect(readSavedmodelModel(folder)).rejects.toMatchObject({ code: 'unsupported' })
  })

  it('is refused if a constant of the network has changed, or an array has another length', async () => {
    const folder = write(lenet)
    const isWeight = (name: string) => name.endsWith('.weight')
    const short = {
      tensor: { dtype: 1, tensorShape: { dim: [{ size: 1 }] }, tensorContent: new Uint8Array(4) },
    }
    await change(folder, (nodes) =>
      nodes.map((node) =>
        isWeight(node.name) ? { ...node, attr: { ...node.attr, value: short } } : node,
      ),
    )
    await expect(readSavedmodelModel(folder)).rejects.toMatchObject({ code: 'invalid-file' })
    const other = write(lenet)
    await change(other, (nodes) =>
      nodes.map((node) =>
        node.op === 'Const' && !/\.(weight|bias)$/.test(node.name)
          ? { ...node, attr: { ...node.attr, value: short } }
          : node,
      ),
    )
    await expect(readSavedmodelModel(other)).rejects.toMatchObject({ code: 'unsupported' })
  })

  it('is read or refused with a message if bytes are changed or cut off, a thousand times', async () => {
    const folder = write(lenet)
    const file = join(folder, MODEL_FILE)
    const bytes = await readFile(file)
    const places = fc.array(fc.tuple(fc.nat(bytes.length - 1), fc.integer({ min: 0, max: 255 })), {
      minLength: 1,
      maxLength: 6,
    })
    let refused = 0
    const before = mostMemory()
    await fc.assert(
      fc.asyncProperty(places, fc.option(fc.nat(bytes.length), { freq: 4 }), async (edits, end) => {
        const changed = Buffer.from(bytes.subarray(0, end ?? bytes.length))
        for (const [at, value] of edits) if (at < changed.length) changed[at] = value
        await writeFile(file, changed)
        await inTime(() => readSavedmodelModel(folder)).catch((thrown: unknown) => {
          refused += 1
          expect(thrown).toBeInstanceOf(AppError)
          const { code, message } = thrown as AppError
          expect(['invalid-file', 'unsupported', 'too-large']).toContain(code)
          expect(message).not.toBe('')
        })
      }),
      { numRuns: 1000 },
    )
    expect(refused).toBeGreaterThan(300)
    expectSmall(before)
  })
})
