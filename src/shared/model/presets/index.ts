import { parseModelSpec, type ModelSpec, type ModelSpecInput } from '../spec'
import { alexnetSmall } from './alexnet'
import { lenet, lenetRelu } from './lenet'
import { lenetPublished } from './lenet-published'
import { modern } from './modern'
import { alexnet } from './published/alexnet'
import { densenetBlock } from './published/densenet'
import { googlenetBlock } from './published/googlenet'
import { mobilenetV1 } from './published/mobilenet'
import { nin } from './published/nin'
import { resnet18, resnet50 } from './published/resnet'
import { vgg11, vgg16 } from './published/vgg'
import { vgg11Small } from './vgg11'

/** Sized for the included data sets: quick to train on any machine. */
const small = {
  lenet,
  'lenet-relu': lenetRelu,
  'lenet5-published': lenetPublished,
  modern,
  'alexnet-small': alexnetSmall,
  'vgg11-small': vgg11Small,
} satisfies Record<string, ModelSpecInput>

/** As they were published, most of them for 224×224 pictures of 1000 classes. */
const published = {
  alexnet,
  vgg11,
  vgg16,
  nin,
  'googlenet-block': googlenetBlock,
  resnet18,
  resnet50,
  'mobilenet-v1': mobilenetV1,
  'densenet-block': densenetBlock,
} satisfies Record<string, ModelSpecInput>

const inputs = { ...small, ...published }

export type PresetId = keyof typeof inputs
/** The small presets. */
export const PRESET_IDS = Object.keys(small) as readonly (keyof typeof small)[]
export const ALL_PRESET_IDS = Object.keys(inputs) as readonly PresetId[]

export const isPresetId = (id: string): id is PresetId => Object.hasOwn(inputs, id)

/** The preset's network, checked and with every default filled in. */
export const preset = (id: PresetId): ModelSpec => parseModelSpec(inputs[id])
