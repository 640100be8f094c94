import { modelRefSchema, type ModelEntry, type ModelRef } from '@shared/contract/models'
import { AppError, phrase } from '@shared/errors'

export type Origin = ModelEntry['origin']

/**
 * The two parts of a ref. Ids are names of folders, so a name that starts with a dot (".", "..", a
 * temporary folder) is not an id.
 * @throws AppError `invalid-argument`
 */
export function parseRef(ref: string): { readonly origin: Origin; readonly id: string } {
  const colon = ref.indexOf(':')
  const id = ref.slice(colon + 1)
  if (!modelRefSchema.safeParse(ref).success || !isNamed(id))
    throw new AppError('invalid-argument', phrase`"${ref}" names no model.`, { ref })
  return { origin: ref.slice(0, colon) as Origin, id }
}

export const isId = (id: string): boolean => /^\w[\w.-]{0,119}$/.test(id)
/** The same with a run's newest weights, `<id>@last`, or at a moment, `<id>@<step>`. */
const isNamed = (id: string): boolean => isId(id.replace(/@(last|\d+)$/, ''))
/** The run and the step of a moment's id, `<id>@<step>`; undefined for a run as it is. */
export function momentOf(id: string): { readonly run: string; readonly step: number } | undefined {
  const [, run, step] = /^(.+)@(\d+)$/.exec(id) ?? []
  return run === undefined ? undefined : { run, step: Number(step) }
}
export const refOf = (origin: Origin, id: string): ModelRef => `${origin}:${id}`
