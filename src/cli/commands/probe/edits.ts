import { editSchema, FILTER_CHANGES, type Edit } from '@shared/contract/probe'
import { AppError } from '@shared/errors'
import { InvalidArgumentError } from 'commander'

/** An edit as it is typed: the numbers of a filter are in a file that is not read yet. */
export type TypedEdit =
  | Exclude<Edit, { kind: 'numbers' }>
  | {
      readonly kind: 'file'
      readonly layer: string
      readonly channel: number
      readonly path: string
    }

export const EDIT_FORMS = `<layer>:<channel>:<what>, what being silence, sound, ${FILTER_CHANGES.join(', ')} or a .npy file`

/** "conv1:0:rotate" → an edit; several stand after each other in their order. */
export function parseEdit(text: string, before: readonly TypedEdit[] = []): readonly TypedEdit[] {
  const [, layer = '', number = '', what = ''] = /^([^:]+):(\d+):(.+)$/.exec(text) ?? []
  const channel = Number(number)
  const place = { layer, channel }
  const change = FILTER_CHANGES.find((each) => each === what)
  if (layer === '' || !Number.isSafeInteger(channel))
    throw new InvalidArgumentError(`Expected ${EDIT_FORMS}.`)
  if (what === 'silence' || what === 'sound')
    return [...before, { kind: 'silence', ...place, off: what === 'silence' }]
  if (change) return [...before, { kind: 'change', ...place, change }]
  if (what.endsWith('.npy')) return [...before, { kind: 'file', ...place, path: what }]
  throw new InvalidArgumentError(`Expected ${EDIT_FORMS}.`)
}

/**
 * The edit with its numbers.
 * @param biasOf the bias of a channel, which a file of weights leaves as it is
 * @throws AppError `not-found`, `corrupt` for a file that is no .npy
 */
export async function editOf(
  typed: TypedEdit,
  biasOf: (layer: string, channel: number) => number | null,
): Promise<Edit> {
  if (typed.kind !== 'file') return typed
  const [{ readFile }, { decodeNpy }, { fileFault }] = await Promise.all([
    import('node:fs/promises'),
    import('../../../engine/formats/npz/npy'),
    import('../../files'),
  ])
  const { layer, channel, path } = typed
  const file = await readFile(path).catch((thrown: unknown) => {
    throw fileFault(thrown, path)
  })
  const { data } = decodeNpy(file, path)
  const result = editSchema.safeParse({
    ...{ kind: 'numbers', layer, channel },
    ...{ weight: Float32Array.from(data), bias: biasOf(layer, channel) },
  })
  if (result.success) return result.data
  throw new AppError('invalid-argument', `"${path}" holds no numbers for a filter.`, { path })
}
