import type { Shape } from '@shared/layers/definition'
import { resolveModel, type ResolvedModel } from '@shared/model/resolve'
import { INPUT_ID } from '@shared/model/spec'
import { elements } from '@shared/layers/definition'
import type { Metadata } from '../metadata'
import { inputSentence } from '../onnx/input-sentence'
import { forwardLines } from './forward'
import { HELPERS, type HelperName } from './helpers'
import { className } from './names'
import { broken, changedShape, commented, filled, shapeText } from './lines'
import { toTorch, type PlacedPart } from './to-torch'

/** Whether the network is one module after the other, so that PyTorch's own `forward` is enough. */
const isChain = (parts: readonly PlacedPart[]): boolean =>
  parts.every(({ steps, resolved }, i) => {
    const before = i === 0 ? INPUT_ID : parts[i - 1]?.resolved.layer.id
    const isNext = resolved.inputs.length === 1 && resolved.inputs[0] === before
    return isNext && steps.every(({ module, call }) => module !== undefined && !call)
  })

/** Modules with their attributes; the shape stands behind the last one of a layer. */
const modulesOf = (parts: readonly PlacedPart[]) =>
  parts.flatMap(({ name, steps, resolved }) =>
    steps.flatMap(({ suffix = '', module }, i) =>
      module === undefined
        ? []
        : [
            {
              name: name + suffix,
              module,
              shape: i === steps.length - 1 ? changedShape(resolved) : undefined,
            },
          ],
    ),
  )

const setupLines = (parts: readonly PlacedPart[]): readonly string[] =>
  parts.flatMap(({ setup, name }) =>
    (setup?.(`self.${name}`, name) ?? []).flatMap((line) => broken(`        ${line}`)),
  )

function chainLines(parts: readonly PlacedPart[]): readonly string[] {
  const modules = modulesOf(parts).flatMap(({ name, module, shape }) =>
    commented(`                ${name}=${module},`, shape),
  )
  return [
    '    def __init__(self) -> None:',
    '        super().__init__(',
    '            OrderedDict(',
    ...modules,
    '            )',
    '        )',
    ...setupLines(parts),
  ]
}

const graphLines = (parts: readonly PlacedPart[]): readonly string[] => [
  '    def __init__(self) -> None:',
  '        super().__init__()',
  ...modulesOf(parts).flatMap(({ name, module }) => broken(`        self.${name} = ${module}`)),
  ...setupLines(parts),
  '',
  ...forwardLines(parts),
]

/** A text that can stand in a docstring. */
const inDocstring = (text: string): string => text.replace(/[\p{Cc}\\"]+/gu, ' ').trim()

const parameterCount = (model: ResolvedModel): number =>
  model.layers
    .flatMap(({ weights }) => weights)
    .reduce((sum, { shape, trainable }) => sum + (trainable ? elements(shape) : 0), 0)

const lastShape = (model: ResolvedModel): Shape =>
  model.layers.at(-1)?.outputShape ?? model.inputShape

function classLines(metadata: Metadata, name: string): readonly string[] {
  const model = resolveModel(metadata.spec)
  const parts = toTorch(model)
  const chain = isChain(parts)
  return [
    `class ${name}(${chain ? 'nn.Sequential' : 'nn.Module'}):`,
    ...filled(
      `"""${inDocstring(metadata.spec.name)}: ${parameterCount(model).toLocaleString('en-US')} parameters.`,
      '    ',
    ),
    '',
    ...filled(inputSentence(metadata), '    '),
    `    Output: ${shapeText(lastShape(model))}.`,
    '    """',
    '',
    ...(chain ? chainLines(parts) : graphLines(parts)),
  ]
}

const WEIGHTS = 'WEIGHTS = Path(__file__).with_name("model.safetensors")'

const loading = (name: string): string => `
def load(path: Path = WEIGHTS) -> ${name}:
    """The network with the weights that were exported with it, ready to predict."""
    model = ${name}()
    model.load_state_dict(load_file(path))
    return model.eval()
`

/** `model.py`: the network as a module, channels first, and how its weights are loaded. */
export function moduleText(metadata: Metadata): string {
  const parts = toTorch(resolveModel(metadata.spec))
  const name = className(metadata.spec.name)
  const used = new Set(parts.flatMap(({ helpers = [] }) => helpers))
  const functions = (Object.keys(HELPERS) as HelperName[]).filter((each) => used.has(each))
  const body = [
    ...functions.map((each) => HELPERS[each].trim()),
    classLines(metadata, name).join('\n'),
    loading(name).trim(),
  ].join('\n\n\n')
  return `${importsFor(body)}\n\n${WEIGHTS}\n\n\n${body}\n`
}

/** What the code uses, and nothing else. */
function importsFor(body: string): string {
  const uses = (word: string): boolean => new RegExp(`(^|[^\\w.])${word}\\b`).test(body)
  const line = (word: string, text: string): readonly string[] => (uses(word) ? [text] : [])
  return [
    ...line('OrderedDict', 'from collections import OrderedDict'),
    'from pathlib import Path',
    '',
    ...line('torch', 'import torch'),
    ...line('F', 'import torch.nn.functional as F'),
    'from safetensors.torch import load_file',
    uses('Tensor') ? 'from torch import Tensor, nn' : 'from torch import nn',
  ].join('\n')
}
