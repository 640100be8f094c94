import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { DataType, readSavedModel } from '../../../graph'
import { backend } from '../../../runtime/tensorflow'
import { MODEL_FILE } from '../encode'

/** The tensors of a signature, as the message has them. */
interface Signature {
  readonly inputs: Readonly<Record<string, { readonly name: string }>>
  readonly outputs: Readonly<Record<string, { readonly name: string }>>
}

/**
 * Runs the signature `serving_default` of a SavedModel by TensorFlow itself, which knows nothing of
 * our description.
 * @returns its outputs by their names
 */
export async function runSavedmodel(
  folder: string,
  x: Float32Array,
  shape: readonly number[],
): Promise<ReadonlyMap<string, Float32Array>> {
  const { signatures } = readSavedModel(await readFile(join(folder, MODEL_FILE)))
  const { inputs, outputs } = signatures['serving_default'] as Signature
  const names = Object.keys(outputs)
  const { binding } = backend()
  const model = binding.loadSavedModel(folder, 'serve')
  const input = binding.createTensor([...shape], DataType.float32, x)
  try {
    const made = binding.runSavedModel(
      model,
      [input],
      Object.values(inputs)[0]?.name ?? '',
      names.map((name) => outputs[name]?.name).join(),
    )
    return new Map(
      made.map(({ id }, i) => {
        const values = binding.tensorDataSync(id) as Float32Array
        binding.deleteTensor(id)
        return [names[i] ?? '', values]
      }),
    )
  } finally {
    binding.deleteTensor(input)
    binding.deleteSavedModel(model)
  }
}
