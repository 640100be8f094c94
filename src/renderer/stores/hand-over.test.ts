// @vitest-environment happy-dom
import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, describe, expect, it } from 'vitest'
import { installApi } from '@renderer/api'
import { fakeDesktop, fakeEngine } from '@renderer/api/testing/fake'
import { useBroughtPictures } from './brought-pictures'
import { useHandOver } from './hand-over'
import { useSettings } from './settings'
import { useWorkbench } from './workbench'

beforeEach(() => {
  setActivePinia(createPinia())
  installApi({
    engine: fakeEngine({}),
    desktop: fakeDesktop({ 'settings.set': () => useSettings().settings }),
  })
})

describe('what one view hands to another', () => {
  it('shows the view that takes it, and is there once', () => {
    const handOver = useHandOver()
    handOver.leave('modelToTrain', 'preset:lenet')
    expect(useWorkbench().view).toBe('train')
    expect(handOver.waiting('modelToTrain')).toBe('preset:lenet')
    expect([handOver.take('modelToTrain'), handOver.take('modelToTrain')]).toEqual([
      'preset:lenet',
      undefined,
    ])
  })

  it('stays in the current view where that takes it too', () => {
    const handOver = useHandOver()
    const folder = { token: 'a', name: 'fruit' } as const
    for (const [current, shown] of [
      ['data', 'data'],
      ['train', 'train'],
      ['inspect', 'train'],
    ] as const) {
      useWorkbench().show(current)
      handOver.leave('folder', folder)
      expect(useWorkbench().view).toBe(shown)
    }
  })

  it('gives way to what is left later, and leaves other kinds alone', () => {
    const handOver = useHandOver()
    handOver.leave('lesson', 'first')
    handOver.leave('lesson', 'second')
    handOver.leave('modelToExport', 'run:one')
    expect([handOver.take('lesson'), handOver.take('modelToExport')]).toEqual(['second', 'run:one'])
  })
})

describe('pictures that the user brings', () => {
  const sources = [{ kind: 'token', token: 'a' }] as const

  it('go to whoever asked for them last, and then to Inspect', () => {
    const taken: unknown[] = []
    const release = useBroughtPictures().takeHere((brought) => taken.push(brought))
    useBroughtPictures().bring(sources)
    expect([taken, useHandOver().waiting('pictures')]).toEqual([[sources], undefined])
    release()
    useBroughtPictures().bring(sources)
    expect([taken.length, useHandOver().take('pictures')]).toEqual([1, { sources }])
  })
})
