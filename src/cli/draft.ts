import { draftOf, parseDraft, type ModelDraft } from '@shared/model/draft'
import type { OutputMeaning } from '@shared/model/output/meaning'
import { openNetwork } from './model'

/**
 * A network that may have faults, by any name of a model: a file is read as it is, with its faults.
 */
export async function openDraft(
  argument: string,
): Promise<{ readonly draft: ModelDraft; readonly meaning?: OutputMeaning }> {
  const { readNetwork } = await import('../engine/models/read-network')
  const network = await readNetwork(argument)
  if (network) return { draft: parseDraft(network.value) }
  const { spec, ...rest } = await openNetwork(argument)
  return { draft: draftOf(spec), ...rest }
}
