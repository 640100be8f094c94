import { phrase, type Phrase } from '@shared/errors'
import { tfjs } from '@shared/formats/tfjs'
import { unusedLayers } from '@shared/model/needed'
import { resolveModel } from '@shared/model/resolve'
import type { NamedArrays, Rounding } from '@shared/model/weights'
import { SHARD_BYTES } from '../limits'
import type { Metadata } from '../metadata'
import { storedNumbers } from '../stored-weight'
import { bytesOf, joined } from '../zip/pieces'
import type { WeightGroup } from './model-json'
import { dequantise, quantise } from './quantised'
import { toKeras, type PlacedNode } from '../keras/to-keras'
import { topologyOf } from '../keras/topology'

export const [MODEL_FILE] = tfjs.marks

/**
 * A network as a plain tfjs layers model: `model.json` and weight files of at most 4 MB, which
 * `tf.loadLayersModel` loads without code of this program. Its input is [batch, height, width,
 * channels], normalised, and its output are logits.
 * @throws AppError `invalid-model` naming the layer whose weights are missing.
 */
export function encodeTfjs(
  metadata: Metadata,
  weights: NamedArrays,
): ReadonlyMap<string, Uint8Array> {
  const model = resolveModel(metadata.spec)
  const graph = toKeras(model)
  const used = weightGroup('group1', kerasArrays(graph.nodes, weights))
  const unused = weightGroup('unused', kerasArrays(graph.unused, weights))
  const json = {
    format: 'layers-model',
    generatedBy: 'Convscope',
    convertedBy: null,
    modelTopology: topologyOf(model, graph),
    weightsManifest: [used.group],
    userDefinedMetadata: {
      convscope: metadata,
      ...(unused.files.size > 0 ? { convscopeUnused: unused.group } : {}),
    },
  }
  return new Map([
    [MODEL_FILE, new TextEncoder().encode(JSON.stringify(json))],
    ...used.files,
    ...unused.files,
  ])
}

/** Remarks for the user on what a tfjs file can't hold of a network. */
export function tfjsRemarks({ spec }: Metadata): readonly Phrase[] {
  const unused = unusedLayers(spec)
  return unused.length === 0
    ? []
    : [
        phrase`No other layer reads ${unused.join(', ')}, and tfjs can't load such layers. They are left out of the model's layers, and only Convscope reads them back.`,
      ]
}

interface KerasArray {
  readonly name: string
  readonly shape: readonly number[]
  readonly data: Float32Array
  readonly rounded?: Rounding | undefined
}

/** What a manifest says of an array, and its bytes: those of rounded numbers in fewer bits. */
function stored({ name, shape, data, rounded }: KerasArray): {
  readonly weight: WeightGroup['weights'][number]
  readonly bytes: Uint8Array
} {
  const weight = { name, shape: [...shape], dtype: 'float32' }
  const bytes = rounded && quantise(data, rounded)
  // An export may spread a kernel among zeros, which the whole numbers need not have.
  const isExact = bytes && dequantise(bytes, rounded).every((value, i) => value === data[i])
  if (!isExact) return { weight, bytes: bytesOf(data) }
  return { weight: { ...weight, quantization: { ...rounded, original_dtype: 'float32' } }, bytes }
}

/** Arrays as weight files of at most 4 MB, and their entry in a manifest. */
function weightGroup(
  name: string,
  arrays: readonly KerasArray[],
): { readonly group: WeightGroup; readonly files: ReadonlyMap<string, Uint8Array> } {
  const all = arrays.map(stored)
  const shards = split(all.map(({ bytes }) => bytes))
  const paths = shards.map((_, i) => `${name}-shard${i + 1}of${shards.length}.bin`)
  const weights = all.map(({ weight }) => weight)
  return {
    group: { paths, weights },
    files: new Map(shards.map((bytes, i): [string, Uint8Array] => [paths[i] ?? '', bytes])),
  }
}

function kerasArrays(nodes: readonly PlacedNode[], weights: NamedArrays): KerasArray[] {
  return nodes.flatMap((node) =>
    node.weights.map((weight): KerasArray => {
      const named = { name: `${node.name}/${weight.name}`, shape: weight.shape }
      if ('constant' in weight) return { ...named, data: weight.constant }
      const data = storedNumbers(weights, node.layer, weight)
      return { ...named, data, rounded: weights.get(`${node.layer}.${weight.source}`)?.rounded }
    }),
  )
}

/**
 * All arrays one after the other, divided into files. An array may continue in the next file, as in
 * files of tfjs itself. A file with a part of only one array shares its memory.
 */
function split(arrays: readonly Uint8Array[]): Uint8Array[] {
  const shards: Uint8Array[] = []
  let open: Uint8Array[] = []
  let room = SHARD_BYTES
  const close = (): void => {
    if (open.length > 0) shards.push(open.length === 1 ? (open[0] as Uint8Array) : joined(open))
    open = []
    room = SHARD_BYTES
  }
  for (const bytes of arrays) {
    for (let at = 0; at < bytes.length;) {
      const piece = bytes.subarray(at, at + room)
      open.push(piece)
      at += piece.length
      room -= piece.length
      if (room === 0) close()
    }
  }
  close()
  return shards
}
