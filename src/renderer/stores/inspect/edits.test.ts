// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest'
import type { Edited, EditJournal } from '@shared/contract/probe'
import { AppError } from '@shared/errors'
import { useEdits } from './edits'
import { read, useMessages } from '../messages'
import { entry, inspectScene } from './testing/inspect-scene'

const scene = inspectScene()
const OFF = { kind: 'silence', layer: 'conv1', channel: 2, off: true } as const
const TURN = { kind: 'change', layer: 'conv1', channel: 2, change: 'rotate' } as const

/** An engine that keeps one copy, as the real one does. */
async function editing() {
  const copy = { edits: [] as Edited['edits'], position: 0 }
  const told = (): Edited => ({
    model: 'edited:a',
    base: 'bundled:lenet',
    baseDigest: 'd0',
    edits: [...copy.edits],
    position: copy.position,
    silenced: {},
  })
  Object.assign(scene.fake.answers, {
    'models.list': () => ['preset:lenet', 'bundled:lenet', 'edited:a'].map(entry),
    'probe.edit': ({ edit }: { edit: Edited['edits'][number] & { change?: 'rotate' } }) => {
      copy.edits = [
        ...copy.edits.slice(0, copy.position),
        { kind: edit.change ?? edit.kind, layer: edit.layer, channel: edit.channel },
      ]
      copy.position = copy.edits.length
      return told()
    },
    'probe.rewind': ({ position }: { position: number }) => {
      copy.position = position
      return told()
    },
    'probe.edited': told,
  })
  // As in the window: there before the engine is.
  const edits = useEdits()
  return { inspected: (await scene.launch()).inspected, edits }
}

/**
 * Another process in the engine's place, which has nothing of what the one before held in memory.
 */
function startAnew({ same = true } = {}): void {
  Object.assign(scene.fake.answers, {
    'probe.journals': () => [],
    'probe.revive': (journal: EditJournal) => {
      const edits = journal.edits.map(({ kind, layer, channel }) => ({
        kind: kind === 'change' ? 'rotate' : kind,
        layer,
        channel,
      }))
      return { edited: { ...journal, edits, silenced: {} }, same }
    },
  })
}

describe('weights on trial', () => {
  it('makes a copy with the first edit, and the second goes to that copy however soon it comes', async () => {
    const { inspected, edits } = await editing()
    await Promise.all([edits.apply(OFF), edits.apply(TURN)])
    expect(inspected.model).toBe('edited:a')
    expect(scene.fake.callsOf('probe.edit').map(({ input }) => input['model'])).toEqual([
      'bundled:lenet',
      'edited:a',
    ])
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

describe('edits that an engine took with it', () => {
  const journal: EditJournal = {
    model: 'edited:a',
    base: 'bundled:lenet',
    baseDigest: 'd0',
    edits: [OFF, TURN],
    position: 1,
  }
  const revived = (): unknown[] => scene.fake.callsOf('probe.revive').map(({ input }) => input)

  it('are told to the next one, what was undone too', async () => {
    const { edits } = await editing()
    await edits.apply(OFF)
    await edits.apply(TURN)
    await edits.undo()
    startAnew()
    await scene.fake.reconnect()
    expect(revived()).toEqual([journal])
    expect(useMessages().messages).toHaveLength(1)
  })

  it('are told by a window that did not make them: it asks what there is', async () => {
    scene.fake.answers['probe.journals'] = () => [journal]
    await editing()
    startAnew()
    await scene.fake.reconnect()
    expect(revived()).toEqual([journal])
  })

  it('are said to lie on other weights where the model has learnt on', async () => {
    scene.fake.answers['probe.journals'] = () => [journal]
    await editing()
    startAnew({ same: false })
    await scene.fake.reconnect()
    const [message] = useMessages().messages
    expect(read(message!.text)).toContain('now has other weights')
  })

  it('are not forgotten where that engine goes as well, before it has answered', async () => {
    scene.fake.answers['probe.journals'] = () => [journal]
    await editing()
    startAnew()
    const answer = scene.fake.answers['probe.revive']!
    scene.fake.answers['probe.revive'] = () => {
      throw new AppError('engine-unavailable', 'The engine went away.')
    }
    await scene.fake.reconnect()
    scene.fake.answers['probe.revive'] = answer
    await scene.fake.reconnect()
    expect(revived()).toEqual([journal, journal])
  })
})
