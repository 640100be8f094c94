// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest'
import { useFieldQuestion } from './question'
import { useFieldFilm } from './film'
import { useFields } from './fields'
import { inspectScene } from '../inspect/testing/inspect-scene'
import { useWorkbench } from '../workbench'

const scene = inspectScene()

describe('a film', () => {
  it('goes with the pictures that it was made on, and with its unit', async () => {
    const map = { height: 1, width: 1, data: new Float32Array(1) }
    scene.fake.answers['fields.effective'] = () => ({ map, spread: null, count: 1 })
    scene.fake.answers['fields.film'] = () => ({
      frames: [0, 1].map((epoch) => ({ epoch, map, spread: null })),
    })
    const { inspected } = await scene.launch()
    const question = useFieldQuestion()
    const film = useFieldFilm()
    useWorkbench().view = 'fields'
    inspected.model = 'run:one'
    await scene.fake.turn()
    await scene.fake.forwards.at(-1)!.answer()
    for (const change of [
      () => (question.sourceKind = 'random'),
      () => (useFields().of = 'channel'),
    ]) {
      question.sourceKind = 'picture'
      await scene.fake.turn()
      await film.make()
      expect(film.frame?.epoch).toBe(1)
      change()
      await scene.fake.turn()
      expect(film.frame).toBeUndefined()
    }
  })
})
