// @vitest-environment happy-dom
import { CompletionContext } from '@codemirror/autocomplete'
import { json } from '@codemirror/lang-json'
import { EditorState } from '@codemirror/state'
import { describe, expect, it } from 'vitest'
import { completeNetwork } from './complete'

/** What is offered at the bar of a text. */
function offered(text: string): readonly string[] {
  const pos = text.indexOf('|')
  const state = EditorState.create({ doc: text.replace('|', ''), extensions: [json()] })
  return (
    completeNetwork(() => ['conv1', 'relu1'])(new CompletionContext(state, pos, true))?.options.map(
      ({ label }) => label,
    ) ?? []
  )
}
const inLayer = (layer: string): string =>
  `{\n  "name": "n",\n  "input": { "height": 28, "width": 28, "channels": 1 },\n  "layers": [\n    ${layer}\n  ]\n}`

describe('completion from the schema', () => {
  it('offers the parameters of the layer’s kind that are not there yet', () => {
    const names = offered(inLayer('{ "id": "a", "kind": "conv2d", "kernel": 3, | }'))
    expect(names).toEqual(
      expect.arrayContaining([
        'channels',
        'stride',
        'padding',
        'dilation',
        'groups',
        'bias',
        'inputs',
      ]),
    )
    for (const absent of ['id', 'kind', 'kernel', 'units', 'window'])
      expect(names).not.toContain(absent)
    expect(offered(inLayer('{ "id": "a", "kind": "dense", "u| }'))).toEqual(['units'])
  })

  it('offers what a parameter may be', () => {
    expect(offered(inLayer('{ "id": "a", "kind": "max|" }'))).toEqual(['maxPool2d'])
    expect(offered(inLayer('{ "id": "a", "kind": "activation", "function": "re|" }'))).toContain(
      'relu',
    )
    expect(offered(inLayer('{ "id": "a", "kind": "conv2d", "bias": | }'))).toEqual([
      'true',
      'false',
    ])
    expect(offered(inLayer('{ "id": "a", "kind": "add", "inputs": ["|"] }'))).toEqual([
      'input',
      'conv1',
      'relu1',
    ])
  })

  it('offers the names of the whole and of its input', () => {
    expect(offered('{ | }')).toEqual(['name', 'input', 'layers'])
    expect(offered('{ "input": { "height": 28, | } }')).toEqual(['width', 'channels'])
  })
})
