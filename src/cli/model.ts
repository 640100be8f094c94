import { preset, isPresetId } from '@shared/model/presets'
import type { OutputMeaning } from '@shared/model/output/meaning'
import type { ModelSpec } from '@shared/model/spec'
import type { LoadedModel } from '../engine/models/loaded-model'
import type { Output } from './terminal'

/**
 * The model that an argument names: a preset, `bundled:…`, a ModelSpec file, a run folder or an
 * exported model. Says on stderr where its weights are fresh ones.
 */
export async function openModel(argument: string, output: Output): Promise<LoadedModel> {
  const { resolveModelArgument } = await import('../engine/models')
  const loaded = await resolveModelArgument(argument)
  for (const warning of loaded.warnings) output.note(warning)
  if (!loaded.entry.trained)
    output.note(`${argument} is untrained: its weights are fresh random numbers.`)
  return loaded
}

/** A network without its weights. */
export interface OpenNetwork {
  readonly spec: ModelSpec
  /** What its outputs mean, where it has been trained; training decides it for all others. */
  readonly meaning?: OutputMeaning
}

/**
 * The network alone, for commands that need no weights; a preset's is at hand without the engine.
 */
export async function openNetwork(argument: string): Promise<OpenNetwork> {
  if (isPresetId(argument)) return { spec: preset(argument) }
  const { resolveModelArgument } = await import('../engine/models')
  const { spec, entry } = await resolveModelArgument(argument)
  return { spec, ...(entry.trained ? { meaning: entry.meaning } : {}) }
}

/** As {@link openNetwork}, where what the outputs mean decides nothing. */
export const openSpec = async (argument: string): Promise<ModelSpec> =>
  (await openNetwork(argument)).spec
