import { parseModelSpec, type ModelSpec, type ModelSpecInput } from '../spec'
import { alexnetSmall } from './alexnet'
import { lenet, lenetRelu } from './lenet'
import { modern } from './modern'
import { vgg11Small } from './vgg11'

const inputs = {
  lenet,
  'lenet-relu': lenetRelu,
  modern,
  'alexnet-small': alexnetSmall,
  'vgg11-small': vgg11Small,
} satisfies Record<string, ModelSpecInput>

export type PresetId = keyof typeof inputs
export const PRESET_IDS = Object.keys(inputs) as readonly PresetId[]

export const isPresetId = (id: string): id is PresetId => Object.hasOwn(inputs, id)

/** The preset's network, checked and with every default filled in. */
export const preset = (id: PresetId): ModelSpec => parseModelSpec(inputs[id])
