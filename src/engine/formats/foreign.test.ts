import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { strToU8, zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { encodeSavedModel } from '../graph'
import { AppError } from '@shared/errors'
import { resolveModelArgument } from '../models'
import { temporaryFolder } from './testing/folders'

const latin = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, 'latin1'))
const zip = (...names: string[]): Uint8Array =>
  zipSync(Object.fromEntries(names.map((name) => [name, strToU8('x'.repeat(300))])), { level: 0 })

/** The refusal of the file or folder at a path. */
async function refusal(path: string): Promise<AppError> {
  const thrown: unknown = await resolveModelArgument(path).then(
    () => undefined,
    (error: unknown) => error,
  )
  if (thrown instanceof AppError) return thrown
  throw new Error(`${path} was taken`)
}

const KERAS = zip('metadata.json', 'config.json', 'model.weights.h5')
const SAFE = latin(
  `\u003f\0\0\0\0\0\0\0{"conv1.bias":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}1234`,
)

describe('a model of another program', () => {
  it.each<[name: string, bytes: Uint8Array, said: RegExp]>([
    [
      'shoe.pt',
      zip('shoe/data.pkl', 'shoe/data/0'),
      /a file of torch\.save.*torch\.onnx\.export\(/,
    ],
    ['old.pth', latin('\u0080\u0002\u008a\nl\u00fc'), /a file of torch\.save/],
    ['script.pt', zip('s/data.pkl', 's/code/__torch__.py', 's/constants.pkl'), /a TorchScript/],
    ['shoe.tflite', latin('\u001c\0\0\0TFL3\u0014\0'), /a TensorFlow Lite model/],
    ['shoe.safetensors', SAFE, /a safetensors file without the network.*Put a spec\.json/],
    ['lone.npz', zip('arr_0.npy'), /NumPy arrays without the network/],
    ['lone.npy', latin('\u0093NUMPY\u0001\0'), /NumPy arrays without the network/],
    ['frozen.pb', latin('\nX\n\u0005input'), /a TensorFlow graph/],
    ['shoe.png', latin('\u0089PNG\r\n\u001a\n'), /a picture.*The model comes first/],
  ])('%s is refused with its format and what to do instead', async (name, bytes, said) => {
    const path = join(temporaryFolder(), name)
    writeFileSync(path, bytes)
    const { code, message } = await refusal(path)
    expect(code).toBe('unsupported')
    expect(message).toMatch(said)
    expect(message.startsWith(`${name} is `)).toBe(true)
  })

  it('is found in a folder that has no other file', async () => {
    const folder = temporaryFolder()
    writeFileSync(join(folder, 'shoe.tflite'), latin('\u001c\0\0\0TFL3\u0014\0'))
    writeFileSync(join(folder, 'README.md'), '# shoes')
    expect((await refusal(folder)).message).toMatch(/^shoe\.tflite is a TensorFlow Lite model/)
  })

  it('is recognised by the folder of a SavedModel', async () => {
    const folder = temporaryFolder()
    mkdirSync(join(folder, 'variables'))
    const node = { name: 'a', op: 'NoOp', input: [], attr: {} }
    writeFileSync(join(folder, 'saved_model.pb'), encodeSavedModel([node], 1))
    const { code, message } = await refusal(folder)
    expect(code).toBe('unsupported')
    expect(message).toMatch(/SavedModel.*--input_format=keras_saved_model /)
  })
})

describe('an ONNX file without a graph', () => {
  it.each(['shoe.onnx', 'shoe.bin'])('%s is damaged, and is said to be', async (name) => {
    const path = join(temporaryFolder(), name)
    writeFileSync(path, latin('\u0008\u0007\u0012\u0007pytorch'))
    const { code, message } = await refusal(path)
    expect(code).toBe('invalid-file')
    expect(message).toBe(`${name} is not an ONNX model, or it is damaged. Export it again.`)
  })
})

describe('a file that is no model at all', () => {
  it.each([
    ['letter.txt', latin('Dear Sir')],
    ['empty', new Uint8Array()],
    ['noise', Uint8Array.from({ length: 5000 }, (_, i) => (i * 7919) % 256)],
  ])('%s is refused, and the message quotes nothing of it', async (name, bytes) => {
    const path = join(temporaryFolder(), name)
    writeFileSync(path, bytes)
    const { code, message } = await refusal(path)
    expect(code).toBe('invalid-file')
    expect(message).toMatch(/holds no model\. A model is /)
  })

  it('is not quoted if its name says JSON', async () => {
    const path = join(temporaryFolder(), 'model.json')
    writeFileSync(path, `{${KERAS.toString()}\u001b[31m${'y'.repeat(500)}`)
    const { message } = await refusal(path)
    expect(message).not.toMatch(/[\u0000-\u001f\u007f-\u009f]|y{100}/)
  })

  it('is a folder without any model', async () => {
    expect((await refusal(temporaryFolder())).code).toBe('not-found')
  })
})
