import { preset, isPresetId } from '@shared/model/presets'
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

/**
 * The network alone, for commands that need no weights; a preset's is at hand without the engine.
 */
export async function openSpec(argument: string): Promise<ModelSpec> {
  if (isPresetId(argument)) return preset(argument)
  const { resolveModelArgument } = await import('../engine/models')
  return (await resolveModelArgument(argument)).spec
}
