// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest'
import type { Edited } from '@shared/contract/probe'
import { useEdits } from './inspect-edits'
import { entry, inspectScene } from './testing/inspect-scene'

const scene = inspectScene()
const OFF = { kind: 'silence', layer: 'conv1', channel: 2, off: true } as const
const TURN = { kind: 'change', layer: 'conv1', channel: 2, change: 'rotate' } as const

/** An engine that keeps one copy, as the real one does. */
async function editing() {
  const copy = { edits: [] as Edited['edits'], position: 0 }
  const told = (): Edited => ({ model: 'edited:a', base: 'bundled:lenet', edits: [...copy.edits], position: copy.position, silenced: {} })
  Object.assign(scene.fake.answers, {
    'models.list': () => ['preset:lenet', 'bundled:lenet', 'edited:a'].map(entry),
    'probe.edit': ({ edit }: { edit: Edited['edits'][number] & { change?: 'rotate' } }) => {
      copy.edits = [...copy.edits.slice(0, copy.position), { kind: edit.change ?? edit.kind, layer: edit.layer, channel: edit.channel }]
      copy.position = copy.edits.length
      return told()
    },
    'probe.rewind': ({ position }: { position: number }) => {
      copy.position = position
      return told()
    },
    'probe.edited': told,
  })
  const inspect = await scene.launch()
  return { inspect, edits: useEdits() }
}

describe('weights on trial', () => {
  it('makes a copy with the first edit, and the second goes to that copy however soon it comes', async () => {
    const { inspect, edits } = await editing()
    await Promise.all([edits.apply(OFF), edits.apply(TURN)])
    expect(inspect.model).toBe('edited:a')
    expect(scene.fake.callsOf('probe.edit').map(({ input }) => input['model'])).toEqual(['bundled:lenet', 'edited:a'])
    expect(edits.current?.edits.map(({ kind }) => kind)).toEqual(['silence', 'rotate'])
  })

  it('goes back a step for each undo, also for two in one moment, and not beyond the first', async () => {
    const { edits } = await editing()
    await edits.apply(OFF)
    await edits.apply(TURN)
    await Promise.all([edits.undo(), edits.undo(), edits.undo()])
    expect(scene.fake.callsOf('probe.rewind').map(({ input }) => input['position'])).toEqual([1, 0])
    expect(edits.current?.position).toBe(0)
    await Promise.all([edits.redo(), edits.redo(), edits.redo()])
    expect(edits.current?.position).toBe(2)
  })
})
