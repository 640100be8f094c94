import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * A model as the converter wrote it, with Keras's output for a picture if the model can be read.
 */
export interface KerasCase {
  readonly files: ReadonlyMap<string, Uint8Array | string>
  readonly input: Float32Array
  readonly output: readonly number[]
}

interface Written {
  readonly model: { readonly weightsManifest: readonly { readonly paths: readonly string[] }[] }
  readonly data: readonly number[]
  readonly input?: readonly number[]
  readonly output?: readonly number[]
}

/** A file that `make-outputs.py` wrote, by its name. */
export function kerasCase(name: string): KerasCase {
  const text = readFileSync(join(__dirname, `outputs/${name}.json`), 'utf8')
  const { model, data, input = [], output = [] } = JSON.parse(text) as Written
  return {
    files: new Map<string, Uint8Array | string>([
      ['model.json', JSON.stringify(model)],
      [model.weightsManifest[0]?.paths[0] ?? '', new Uint8Array(Float32Array.from(data).buffer)],
    ]),
    input: Float32Array.from(input),
    output,
  }
}
