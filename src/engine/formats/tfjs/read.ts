import { readFile, realpath, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { AppError, phrase } from '@shared/errors'
import { elements } from '@shared/layers/definition'
import { namesNeeded } from '@shared/model/output/meaning'
import { resolveModel, type ResolvedModel } from '@shared/model/resolve'
import type { NamedArray, NamedArrays } from '@shared/model/weights'
import { TOPOLOGY_LIMIT } from '../limits'
import { metadataSchema, type Metadata } from '../metadata'
import { numberedClasses, type ReadModel } from '../read-model'
import { MODEL_FILE } from './encode'
import { fromKeras } from './from-keras'
import { readGraph } from './from-keras/graph'
import { trainingLoss } from './from-keras/training-loss'
import { parseModelJson, type ModelJson } from './model-json'
import { readWeights } from './read-weights'
import { toKeras, type KerasGraph } from './to-keras'
import { topologyOf } from './topology'

/**
 * Reads a tfjs layers model: one exported here, or by Keras's converter, with the layer kinds known
 * here.
 * @param path the folder, or its `model.json`
 * @throws AppError `not-found`, `invalid-file`, `unsupported` (naming layer and class),
 *   `too-large`, `invalid-model`.
 */
export async function readTfjsModel(path: string): Promise<ReadModel> {
  const { file, folder } = await locate(path)
  const json = parseModelJson(await readFile(file, 'utf8'))
  const own = ownModel(json)
  const stored = await readWeights(folder, json.weightsManifest)
  if (own) return { metadata: own.metadata, weights: unpack(own.graph, own.model, stored) }
  const { spec, weights, meaning } = fromKeras(
    readGraph(json.modelTopology),
    stored,
    trainingLoss(json),
  )
  const names = namesNeeded(meaning, resolveModel(spec).classes)
  return {
    metadata: { spec, classes: numberedClasses(names), meaning, invert: false },
    weights,
  }
}

/**
 * What a `model.json` says without its weights being read; `undefined` where only its layers could
 * tell.
 */
export async function readTfjsMetadata(path: string): Promise<Metadata | undefined> {
  const { file } = await locate(path)
  return ownModel(parseModelJson(await readFile(file, 'utf8')))?.metadata
}

async function locate(path: string): Promise<{ file: string; folder: string }> {
  const info = await stat(path).catch(() => {
    throw new AppError('not-found', phrase`There is no model at ${path}.`, { path })
  })
  const file = info.isDirectory() ? join(path, MODEL_FILE) : path
  const { size } = await stat(file).catch(() => {
    throw new AppError(
      'not-found',
      phrase`The folder ${basename(path)} holds no ${MODEL_FILE}: choose the folder of an exported tfjs model.`,
      { path },
    )
  })
  if (size > TOPOLOGY_LIMIT)
    throw new AppError(
      'too-large',
      phrase`${basename(file)} has ${size} bytes; a model.json has at most ${TOPOLOGY_LIMIT}.`,
      { bytes: size, limit: TOPOLOGY_LIMIT },
    )
  return { file, folder: dirname(await realpath(file)) }
}

interface OwnModel {
  readonly metadata: Metadata
  readonly model: ResolvedModel
  readonly graph: KerasGraph
}

/**
 * Our own description is believed only where it gives exactly the layers that stand in the file.
 */
function ownModel({ userDefinedMetadata, modelTopology }: ModelJson): OwnModel | undefined {
  const result = metadataSchema.safeParse(userDefinedMetadata?.convscope)
  if (!result.success) return undefined
  try {
    const model = resolveModel(result.data.spec)
    const graph = toKeras(model)
    const written = JSON.stringify(topologyOf(model, graph).config)
    return 'config' in modelTopology && JSON.stringify(modelTopology.config) === written
      ? { metadata: result.data, model, graph }
      : undefined
  } catch (thrown) {
    // A description that fits no network is as good as none; the layers themselves are read
    // instead.
    if (thrown instanceof AppError) return undefined
    throw thrown
  }
}

function unpack(graph: KerasGraph, model: ResolvedModel, stored: NamedArrays): NamedArrays {
  const shapes = new Map(
    model.layers.flatMap(({ layer, weights }) =>
      weights.map(({ name, shape }) => [`${layer.id}.${name}`, shape]),
    ),
  )
  const arrays = new Map<string, NamedArray>()
  for (const node of graph.nodes) {
    for (const { name, shape, source, unpack: restore } of node.weights) {
      const array = stored.get(`${node.name}/${name}`)
      if (array?.data.length !== elements(shape)) {
        throw new AppError(
          'invalid-file',
          phrase`The weights "${name}" of layer "${node.layer}" are missing or have the wrong size; export the model again.`,
          { layer: node.layer },
        )
      }
      const id = `${node.layer}.${source}`
      arrays.set(id, {
        shape: shapes.get(id) ?? shape,
        data: restore ? restore(array.data) : array.data,
      })
    }
  }
  return arrays
}
