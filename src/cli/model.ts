import { inEnglish, sayPhrase } from '@shared/errors'
import { weightsPhrase } from '@shared/model/words/weights'
import type { ModelEntry } from '@shared/contract/models'
import type { WeightsOrigin } from '@shared/contract/training'
import { preset, isPresetId } from '@shared/model/presets'
import type { OutputMeaning } from '@shared/model/output/meaning'
import type { ModelSpec } from '@shared/model/spec'
import type { LoadedModel } from '../engine/models/loaded-model'
import type { Output } from './terminal'

/**
 * The model that an argument names: a preset, `bundled:…`, a ModelSpec file, a run folder or an
 * exported model. Reports on stderr where its weights are random, or not the expected ones.
 */
export async function openModel(argument: string, output: Output): Promise<LoadedModel> {
  const { resolveModelArgument } = await import('../engine/models')
  const loaded = await resolveModelArgument(argument)
  for (const warning of loaded.warnings) output.note(inEnglish(warning))
  const { weights } = loaded.entry
  if (weights) output.note(sayPhrase(weightsPhrase(weights)))
  if (!loaded.entry.trained)
    output.note(`${argument} is untrained: its weights are fresh random numbers.`)
  return loaded
}

/** Which weights were used, for a command's JSON. */
export const weightsOf = ({
  origin,
  warnings,
}: LoadedModel): { readonly weights?: WeightsOrigin; readonly warnings?: readonly string[] } => ({
  ...(origin ? { weights: origin } : {}),
  ...(warnings.length > 0 ? { warnings: warnings.map(inEnglish) } : {}),
})

/** The network that an argument names, with the model's metadata; its weights are not read. */
export async function describeModel(
  argument: string,
): Promise<{ readonly spec: ModelSpec; readonly entry: ModelEntry }> {
  const { describeModelArgument } = await import('../engine/models')
  return describeModelArgument(argument)
}

/** A network without its weights. */
export interface OpenNetwork {
  readonly spec: ModelSpec
  /** The output meaning of a trained model; for all others, training decides it. */
  readonly meaning?: OutputMeaning
}

/**
 * The network alone, for commands that need no weights; a preset is available without the engine.
 */
export async function openNetwork(argument: string): Promise<OpenNetwork> {
  if (isPresetId(argument)) return { spec: preset(argument) }
  const { spec, entry } = await describeModel(argument)
  return { spec, ...(entry.trained ? { meaning: entry.meaning } : {}) }
}

/** As {@link openNetwork}, for commands that don't need the output meaning. */
export const openSpec = async (argument: string): Promise<ModelSpec> =>
  (await openNetwork(argument)).spec
