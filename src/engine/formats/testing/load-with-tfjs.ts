import { loadLayersModel, type LayersModel } from '@tensorflow/tfjs-layers'

interface ModelJson {
  readonly modelTopology: object
  readonly weightsManifest: readonly { readonly paths: readonly string[]; readonly weights: [] }[]
}

/**
 * Loads exported files as any program would: with plain tfjs-layers, without code of this program.
 */
export async function loadWithTfjs(files: ReadonlyMap<string, Uint8Array>): Promise<LayersModel> {
  const json = JSON.parse(new TextDecoder().decode(files.get('model.json'))) as ModelJson
  const data = Buffer.concat(json.weightsManifest.flatMap(({ paths }) => paths.map((path) => files.get(path) ?? new Uint8Array())))
  return loadLayersModel({
    load: () =>
      Promise.resolve({
        modelTopology: json.modelTopology,
        weightSpecs: json.weightsManifest.flatMap(({ weights }) => weights),
        weightData: data.buffer.slice(data.byteOffset, data.byteOffset + data.byteLength),
      }),
  })
}

/** The files that tfjs's own `model.save` would write. */
export async function saveWithTfjs(model: LayersModel): Promise<Map<string, Uint8Array | string>> {
  const files = new Map<string, Uint8Array | string>()
  await model.save({
    save({ modelTopology, weightSpecs, weightData, userDefinedMetadata }) {
      files.set('model.json', JSON.stringify({ format: 'layers-model', modelTopology, weightsManifest: [{ paths: ['weights.bin'], weights: weightSpecs }], userDefinedMetadata }))
      files.set('weights.bin', new Uint8Array(weightData as ArrayBuffer))
      return Promise.resolve({ modelArtifactsInfo: { dateSaved: new Date(0), modelTopologyType: 'JSON' } })
    },
  })
  return files
}
