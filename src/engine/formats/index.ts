import { FORMATS, type ExportFormat } from '@shared/formats'
import type { ModelFormat } from '@shared/formats/format'
import type { NamedArrays } from '@shared/model/weights'
import type { Metadata } from './metadata'
import { encodeNpz } from './npz/encode'
import { readNpzModel } from './npz/read'
import type { ReadModel } from './read-model'
import { encodeTfjs } from './tfjs/encode'
import { readTfjsModel } from './tfjs/read'

/** What the engine does with the files of a format. */
interface Codec {
  /** A network with its weights, as the files of a format. @throws AppError `invalid-model` */
  readonly encode: (metadata: Metadata, weights: NamedArrays) => ReadonlyMap<string, Uint8Array>
  /** Reads a folder of such files; absent where they are written only. */
  readonly read?: (folder: string) => Promise<ReadModel>
}

/** Every export format; the compiler names one that is forgotten here. */
const CODECS: Readonly<Record<ExportFormat, Codec>> = {
  tfjs: { encode: encodeTfjs, read: readTfjsModel },
  npz: { encode: encodeNpz, read: readNpzModel },
}

/** The files of a network in a format. */
export const encodeModel = (
  format: ExportFormat,
  metadata: Metadata,
  weights: NamedArrays,
): ReadonlyMap<string, Uint8Array> => CODECS[format].encode(metadata, weights)

/** The formats that can be read, each with the names of the files that mark its folder. */
export const READERS: readonly (Pick<ModelFormat, 'marks'> & Required<Pick<Codec, 'read'>>)[] =
  FORMATS.flatMap(({ id, marks }) => {
    const { read } = CODECS[id]
    return read ? [{ marks, read }] : []
  })
