import { draftOf, parseDraft, type ModelDraft } from '@shared/model/draft'
import { openSpec } from './model'

/**
 * A network that may be wrong, by what names a model: a file of one is taken as it is, with its
 * faults.
 */
export async function openDraft(argument: string): Promise<ModelDraft> {
  const { readNetwork } = await import('../engine/models/read-network')
  const network = await readNetwork(argument)
  return network ? parseDraft(network.value) : draftOf(await openSpec(argument))
}
