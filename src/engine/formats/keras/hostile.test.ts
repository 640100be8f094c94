import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { strToU8, unzipSync, zipSync, type Zippable } from 'fflate'
import { describe, expect, it, onTestFinished } from 'vitest'
import { AppError } from '@shared/errors'
import { loadHdf5, withName } from '../hdf5/library'
import { readHdf5Here } from '../hdf5/read-here'
import { useHdf5Thread } from '../hdf5/read'
import { Hdf5Thread } from '../hdf5/thread'
import { writeBuiltHdf5Worker } from '../hdf5/testing/built-worker'
import { pseudoRandom } from '../testing/arbitrary-model'
import { expectSmall, inTime, mostMemory } from '../testing/bounded'
import { folderOf, temporaryFolder } from '../testing/folders'
import { kerasFile } from '../testing/keras-files'
import { readKerasModel } from './read'

const bytesOfFile = (name: string): Uint8Array => new Uint8Array(readFileSync(kerasFile(name)))

/** A copy with one to four bytes changed, or cut short; half of them near the start. */
function mutated(bytes: Uint8Array, seed: number): Uint8Array {
  const draws = pseudoRandom(12, seed).map((value) => (value + 1) / 2)
  const draw = (i: number, most: number): number => Math.floor((draws[i] ?? 0) * most)
  const copy = bytes.slice(0, (draws[0] ?? 0) < 0.15 ? draw(1, bytes.length) : bytes.length)
  const reach = seed % 2 === 0 ? Math.min(copy.length, 4096) : copy.length
  for (let i = 0; i <= draw(2, 4) && reach > 0; i += 1)
    copy[draw(3 + 2 * i, reach)] = draw(4 + 2 * i, 256)
  return copy
}

/** What reading says of a file: nothing where it is taken. */
async function said(read: () => Promise<unknown>): Promise<AppError | undefined> {
  try {
    await read()
    return undefined
  } catch (thrown) {
    return thrown instanceof AppError ? thrown : new AppError('internal', String(thrown))
  }
}

const REFUSALS = ['invalid-file', 'unsupported', 'too-large', 'invalid-model']

/** A `.keras` file with a change inside one of its parts, whose checksum is right again. */
function changedInside(name: string, seed: number): Uint8Array {
  const parts = unzipSync(bytesOfFile(name))
  const part = seed % 3 === 0 ? 'config.json' : 'model.weights.h5'
  return zipSync({ ...parts, [part]: mutated(parts[part] ?? new Uint8Array(), seed) }, { level: 0 })
}

function changed(seed: number): Uint8Array {
  switch (seed % 4) {
    case 0:
      return mutated(bytesOfFile('functional-keras3.h5'), seed)
    case 1:
      return mutated(bytesOfFile('nested-keras2.h5'), seed)
    case 2:
      return mutated(bytesOfFile('sequential-keras3.keras'), seed)
    default:
      return changedInside('every-keras3.keras', seed)
  }
}

describe('changed files of Keras', () => {
  it('are read or refused with a message, a thousand of them, with a thread for each that breaks the library', async () => {
    const path = join(temporaryFolder(), 'changed')
    const thread = new Hdf5Thread(writeBuiltHdf5Worker(temporaryFolder()))
    useHdf5Thread(thread)
    onTestFinished(() => {
      useHdf5Thread(undefined)
      thread.close()
    })
    let refused = 0
    const before = mostMemory()
    for (let seed = 0; seed < 1000; seed += 1) {
      writeFileSync(path, changed(seed))
      const error = await inTime(() => said(() => readKerasModel(path)))
      if (!error) continue
      refused += 1
      const { code, message, phrase } = error
      expect({ seed, code: REFUSALS.includes(code) ? 'refused' : message }).toEqual({
        seed,
        code: 'refused',
      })
      expect(phrase).toBeDefined()
    }
    expect(refused).toBeGreaterThan(100)
    expectSmall(before)
  })

  it('are read in a thread that can be ended, with the same result', async () => {
    const thread = new Hdf5Thread(writeBuiltHdf5Worker(temporaryFolder()))
    onTestFinished(() => thread.close())
    const bytes = bytesOfFile('functional-keras3.h5')
    const request = {
      bytes,
      name: 'net.h5',
      attributes: ['model_config'],
      groups: ['model_weights'],
      limit: 1e9,
    }
    const there = await thread.read(request)
    expect(there).toEqual(await readHdf5Here({ ...request, bytes: bytes.slice() }))
    const cut = { ...request, bytes: bytes.slice(0, 3000) }
    await expect(thread.read(cut)).rejects.toMatchObject({ code: 'invalid-file' })
  })

  it('that take too long end the thread, and the next file has a new one', async () => {
    const folder = temporaryFolder()
    const [stuck, asked] = [join(folder, 'stuck.cjs'), { attributes: [], groups: [], limit: 1 }]
    writeFileSync(
      stuck,
      `require('node:worker_threads').parentPort.on('message', ({ id, name }) => {
         while (name === 'endless.h5');
         require('node:worker_threads').parentPort.postMessage({ id, tree: name })
       })`,
    )
    const thread = new Hdf5Thread(stuck, 0)
    onTestFinished(() => thread.close())
    const endless = thread.read({ ...asked, bytes: new Uint8Array(), name: 'endless.h5' })
    await expect(endless).rejects.toThrow('takes too long')
    expect(await thread.read({ ...asked, bytes: new Uint8Array(), name: 'a.h5' })).toBe('a.h5')
  })
})

/** An HDF5 file that `make` fills. */
async function hdf5(make: (file: InstanceType<(typeof import('h5wasm'))['File']>) => void) {
  const library = await loadHdf5()
  return withName(library, (path) => {
    const file = new library.h5.File(path, 'w')
    make(file)
    file.close()
    return library.fs.readFile(path)
  })
}

const reading = (bytes: Uint8Array, limit = 1e6): Promise<unknown> =>
  readHdf5Here({ bytes, name: 'net.h5', attributes: [], groups: ['layers'], limit })

describe('an HDF5 file that asks for too much', () => {
  it('is refused where a link leads out of it', async () => {
    const bytes = await hdf5((file) => {
      file.create_group('layers').create_external_link('/etc/passwd', '/x', 'out')
    })
    await expect(reading(bytes)).rejects.toThrow('"layers/out" leads to another file')
  })

  it('is refused where a link leads nowhere, or a group into itself', async () => {
    const nowhere = await hdf5((file) => {
      file.create_group('layers').create_soft_link('/gone', 'lost')
    })
    await expect(reading(nowhere)).rejects.toThrow('"layers/lost" leads nowhere')
    const circle = await hdf5((file) => {
      file.create_group('layers')
      file.create_hard_link('/layers', 'layers/again')
    })
    await expect(reading(circle)).rejects.toThrow('nested more than 64 deep')
  })

  it('is refused where an array is larger than the file or the limit', async () => {
    const data = new Float32Array(1000)
    const bytes = await hdf5((file) => {
      file.create_group('layers').create_dataset({ name: 'a', data, shape: [1000], dtype: '<f4' })
    })
    await expect(reading(bytes, 3999)).rejects.toMatchObject({ code: 'too-large' })
    await expect(reading(bytes, 4000)).resolves.toBeDefined()
  })

  it('is read where its arrays are packed by gzip', async () => {
    const data = Float32Array.from({ length: 600 }, (_, i) => i % 7)
    const bytes = await hdf5((file) => {
      const layers = file.create_group('layers')
      const packed = { chunks: [30, 20], compression: 'gzip' as const, compression_opts: 6 }
      layers.create_dataset({ name: 'a', data, shape: [30, 20], dtype: '<f4', ...packed })
    })
    expect(bytes.length).toBeLessThan(8000)
    expect(await reading(bytes)).toMatchObject({
      arrays: new Map([['layers/a', { shape: [30, 20], type: 'float32', data }]]),
    })
  })
})

/** A `.keras` file of these layers, without weights. */
function written(layers: readonly object[], others: Zippable = {}): string {
  const config = { class_name: 'Sequential', config: { name: 'net', layers } }
  const files = { 'config.json': strToU8(JSON.stringify(config)), ...others }
  return join(folderOf(new Map([['net.keras', zipSync(files, { level: 0 })]])), 'net.keras')
}

const INPUT = { class_name: 'InputLayer', config: { name: 'in', batch_shape: [null, 4, 4, 3] } }

describe('a Keras model with code in it', () => {
  it("is refused with every layer that can't be taken over", async () => {
    const weights = await hdf5(() => undefined)
    const path = written(
      [
        INPUT,
        { class_name: 'Lambda', config: { name: 'half', function: ['gAEk', null, null] } },
        { class_name: 'LSTM', config: { name: 'memory' } },
        {
          class_name: 'Dense',
          module: 'mine',
          registered_name: 'mine>Dense',
          config: { name: 'own' },
        },
      ],
      { 'model.weights.h5': weights },
    )
    const error = await said(() => readKerasModel(path))
    expect(error).toMatchObject({ code: 'unsupported' })
    expect(error?.message).toMatch(
      /^3 layers can't be taken over.*Lambda "half" is of a class that is not known here: it is code.*LSTM "memory" is of a class that is not known.*Dense "own" is of a class of its own \(mine>Dense\)/,
    )
    expect(error?.details?.['layers']).toHaveLength(3)
  })

  it('is refused where its weights are missing, or are those of save_weights', async () => {
    await expect(readKerasModel(written([INPUT]))).rejects.toMatchObject({ code: 'invalid-file' })
    const bytes = await hdf5((file) => file.create_group('conv'))
    const path = join(folderOf(new Map([['w.h5', bytes]])), 'w.h5')
    await expect(readKerasModel(path)).rejects.toThrow('holds weights without the layers')
  })
})
