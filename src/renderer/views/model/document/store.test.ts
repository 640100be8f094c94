// @vitest-environment happy-dom
import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, describe, expect, it } from 'vitest'
import { emptyDraft, type ModelDraft } from '@shared/model/draft'
import { removeLayers, renameLayer, setFields, shift } from '@shared/model/edit'
import { installApi } from '@renderer/api'
import { fakeDesktop, fakeEngine } from '@renderer/api/testing/fake'
import { useModelDocument } from './store'

const twins: ModelDraft = {
  ...emptyDraft,
  layers: [
    { id: 'conv1', kind: 'conv2d', channels: 4, kernel: 3 },
    { id: 'conv1', kind: 'conv2d', channels: 8, kernel: 3 },
    { id: 'average', kind: 'globalAvgPool2d' },
  ],
}

function begin() {
  const desktop = fakeDesktop({ 'draft.get': () => ({ draft: null }), 'draft.set': () => ({}) })
  installApi({ desktop, engine: fakeEngine({}) })
  return useModelDocument()
}

beforeEach(() => setActivePinia(createPinia()))

describe('which saved network a draft is', () => {
  it('stays known however far it is undone', () => {
    const store = begin()
    store.open(emptyDraft)
    store.edit((draft) => ({ ...draft, name: 'One' }))
    store.edit((draft) => ({ ...draft, name: 'Two' }))
    store.markSaved('saved:mine')
    store.undo()
    store.undo()
    expect([store.draft.name, store.saved]).toEqual([emptyDraft.name, 'saved:mine'])
    store.redo()
    store.edit((draft) => ({ ...draft, name: 'Three' }))
    expect(store.saved).toBe('saved:mine')
  })

  it('is another for another network, and the first one’s again when opening it is undone', () => {
    const store = begin()
    store.open(emptyDraft, 'saved:mine')
    store.open({ ...emptyDraft, name: 'Other' })
    expect(store.saved).toBeNull()
    store.markSaved('saved:other')
    store.undo()
    expect(store.saved).toBe('saved:mine')
    store.redo()
    expect(store.saved).toBe('saved:other')
  })
})

describe('two layers of one id', () => {
  it('are edited, moved and removed one by one, and told', () => {
    const store = begin()
    store.open(twins)
    expect(store.examination.layers.map(({ key }) => key)).toEqual(['conv1', 'conv1-2', 'average'])
    expect(
      store.examination.layers.map(({ problems }) => problems.map(({ code }) => code)),
    ).toEqual([[], ['duplicateId'], []])
    store.edit((draft) => setFields(draft, 'conv1-2', { channels: 6 }))
    expect(store.draft.layers.map(({ id, channels }) => [id, channels])).toEqual([
      ['conv1', 4],
      ['conv1', 6],
      ['average', undefined],
    ])
    store.edit((draft) => shift(draft, 'conv1-2', -1))
    expect(store.draft.layers.map(({ id, channels }) => [id, channels])).toEqual([
      ['conv1', 6],
      ['conv1', 4],
      ['average', undefined],
    ])
    store.edit((draft) => removeLayers(draft, ['conv1-2']))
    expect(store.draft.layers.map(({ id, channels }) => [id, channels])).toEqual([
      ['conv1', 6],
      ['average', undefined],
    ])
  })

  it('are fixed by a click, each fix at the layer where it stands', () => {
    const store = begin()
    store.open({
      ...twins,
      layers: twins.layers.map((layer, index) => (index === 1 ? { ...layer, kernel: 40 } : layer)),
    })
    const { problems } = store.examination.layers[1] ?? { problems: [] }
    const [smaller] =
      problems
        .find(({ code }) => code === 'windowTooLarge')
        ?.fixes.filter(({ code }) => code === 'useKernel') ?? []
    const [rename] = problems.find(({ code }) => code === 'duplicateId')?.fixes ?? []
    store.edit((draft) => smaller?.apply(draft) ?? draft)
    expect(store.draft.layers.map(({ kernel }) => kernel)).toEqual([3, 26, undefined])
    store.edit((draft) => rename?.apply(draft) ?? draft)
    expect(store.draft.layers.map(({ id }) => id)).toEqual(['conv1', 'conv2', 'average'])
    expect(store.examination.faults).toBe(0)
  })
})

it('groups, places and the selection follow a renamed layer', () => {
  const store = begin()
  store.open({
    ...twins,
    layers: twins.layers.map((layer, index) => (index === 1 ? { ...layer, id: 'conv2' } : layer)),
  })
  store.group([{ id: 'g', name: 'Block', layers: ['conv1', 'conv2'], folded: false }])
  store.place({ conv2: { x: 5, y: 7 } })
  store.select(['conv2'])
  store.edit((draft) => renameLayer(draft, 1, 'second'))
  expect(store.document.groups[0]?.layers).toEqual(['conv1', 'second'])
  expect([store.document.positions, store.selected]).toEqual([
    { second: { x: 5, y: 7 } },
    ['second'],
  ])
  store.undo()
  expect(store.document.groups[0]?.layers).toEqual(['conv1', 'conv2'])
})
