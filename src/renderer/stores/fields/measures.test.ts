// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest'
import { useFieldMeasures } from './measures'
import { useFields } from './fields'
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
    const measures = useFieldMeasures()
    await scene.fake.forwards.at(-1)!.answer()
    return { ...parts, measures, asked: () => scene.fake.callsOf('fields.effective').length }
  }

  it('is measured for Fields alone, and there as soon as it is shown', async () => {
    const { measures, asked } = await measuring()
    scene.fake.emit('run.weights', { run: 'one', step: 1 })
    await scene.fake.turn()
    expect(asked()).toBe(0)
    useWorkbench().view = 'fields'
    await scene.fake.turn()
    expect(asked()).toBe(1)
    expect(measures.effective?.count).toBe(1)
  })

  it('follows every pass while it is looked at, and not while it is switched off', async () => {
    const { forward, measures, asked } = await measuring()
    useWorkbench().view = 'fields'
    await scene.fake.turn()
    void forward.refresh()
    await scene.fake.forwards.at(-1)!.answer()
    expect(asked()).toBe(2)
    measures.showEffective = false
    void forward.refresh()
    await scene.fake.forwards.at(-1)!.answer()
    expect(asked()).toBe(2)
  })
})

describe('a film', () => {
  it('goes with the pictures that it was made on, and with its unit', async () => {
    const map = { height: 1, width: 1, data: new Float32Array(1) }
    scene.fake.answers['fields.effective'] = () => ({ map, spread: null, count: 1 })
    scene.fake.answers['fields.film'] = () => ({
      frames: [0, 1].map((epoch) => ({ epoch, map, spread: null })),
    })
    const { inspected } = await scene.launch()
    const measures = useFieldMeasures()
    useWorkbench().view = 'fields'
    inspected.model = 'run:one'
    await scene.fake.turn()
    await scene.fake.forwards.at(-1)!.answer()
    for (const change of [
      () => (measures.sourceKind = 'random'),
      () => (useFields().of = 'channel'),
    ]) {
      measures.sourceKind = 'picture'
      await scene.fake.turn()
      await measures.makeFilm()
      expect(measures.frame?.epoch).toBe(1)
      change()
      await scene.fake.turn()
      expect(measures.frame).toBeUndefined()
    }
  })
})
