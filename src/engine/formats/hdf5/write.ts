import { loadHdf5, withName } from './library'
import type { Shape } from '@shared/layers/definition'

/** A group of a file to be written: texts as attributes, groups in it, and arrays of float32. */
export interface Hdf5Group {
  readonly attributes?: Readonly<Record<string, string>>
  readonly groups?: ReadonlyMap<string, Hdf5Group>
  readonly arrays?: ReadonlyMap<string, { readonly shape: Shape; readonly data: Float32Array }>
}

type Target = ReturnType<InstanceType<(typeof import('h5wasm'))['File']>['create_group']>

function fill(target: Target, { attributes = {}, groups, arrays }: Hdf5Group): void {
  for (const [name, text] of Object.entries(attributes)) target.create_attribute(name, text)
  for (const [name, { shape, data }] of arrays ?? [])
    target.create_dataset({ name, data, shape: [...shape], dtype: '<f4' })
  for (const [name, group] of groups ?? []) fill(target.create_group(name), group)
}

/** The bytes of an HDF5 file. The same content gives the same bytes. */
export async function writeHdf5(root: Hdf5Group): Promise<Uint8Array> {
  const library = await loadHdf5()
  return withName(library, (path) => {
    const file = new library.h5.File(path, 'w')
    try {
      fill(file, root)
    } finally {
      file.close()
    }
    return library.fs.readFile(path)
  })
}
