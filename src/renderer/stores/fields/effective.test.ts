// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest'
import { useEffectiveField } from './effective'
import { inspectScene } from '../inspect/testing/inspect-scene'
import { useWorkbench } from '../workbench'

const scene = inspectScene()

describe('the effective field', () => {
  async function measuring() {
    scene.fake.answers['fields.effective'] = () => ({
      map: { height: 1, width: 1, data: new Float32Array(1) },
      spread: null,
      count: 1,
    })
    const parts = await scene.launch()
    const effective = useEffectiveField()
    await scene.fake.forwards.at(-1)!.answer()
    return { ...parts, effective, asked: () => scene.fake.callsOf('fields.effective').length }
  }

  it('is measured for Fields alone, and there as soon as it is shown', async () => {
    const { effective, asked } = await measuring()
    scene.fake.emit('run.weights', { run: 'one', step: 1 })
    await scene.fake.turn()
    expect(asked()).toBe(0)
    useWorkbench().view = 'fields'
    await scene.fake.turn()
    expect(asked()).toBe(1)
    expect(effective.answer?.count).toBe(1)
  })

  it('follows every pass while it is looked at, and not while it is switched off', async () => {
    const { forward, effective, asked } = await measuring()
    useWorkbench().view = 'fields'
    await scene.fake.turn()
    void forward.refresh()
    await scene.fake.forwards.at(-1)!.answer()
    expect(asked()).toBe(2)
    effective.isShown = false
    void forward.refresh()
    await scene.fake.forwards.at(-1)!.answer()
    expect(asked()).toBe(2)
  })
})
