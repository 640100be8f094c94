// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest'
import { AppError } from '@shared/errors'
import { entry, inspectScene } from './testing/inspect-scene'

const scene = inspectScene()

describe('a model that is being opened', () => {
  async function opening() {
    const parts = await scene.launch()
    await scene.fake.forwards[0]!.answer(843)
    parts.inspected.model = 'preset:lenet'
    await scene.fake.turn()
    return parts
  }

  it('marks what stands there as another model’s until it answers', async () => {
    const { passes } = await opening()
    expect([passes.stale, passes.pass?.model, passes.trained]).toEqual([
      true,
      'bundled:lenet',
      false,
    ])
    await scene.fake.forwards.at(-1)!.answer()
    expect([passes.stale, passes.pass?.model]).toEqual([false, 'preset:lenet'])
  })

  it('leaves nothing of another model where it can’t be opened, and says why', async () => {
    const { passes, inspected } = await opening()
    const fault = new AppError('too-large', 'too large for this machine')
    await scene.fake.forwards.at(-1)!.refuse(fault)
    expect([passes.pass, passes.maps.size, passes.error?.message]).toEqual([
      undefined,
      0,
      'too large for this machine',
    ])
    inspected.model = 'run:one'
    await scene.fake.turn()
    await scene.fake.forwards.at(-1)!.answer()
    expect([passes.error, passes.pass?.model]).toEqual([undefined, 'run:one'])
  })

  it('keeps the pass where the same model’s next picture fails', async () => {
    const { passes, forward } = await opening()
    await scene.fake.forwards.at(-1)!.answer()
    void forward.refresh()
    await scene.fake.turn()
    await scene.fake.forwards.at(-1)!.refuse(new AppError('internal', 'no'))
    expect([passes.pass?.model, passes.error?.message]).toEqual(['preset:lenet', 'no'])
  })
})

describe('a preset that does not fit this machine', () => {
  it('is not what Inspect starts with', async () => {
    const tooLarge = 'too large'
    scene.fake.answers['models.list'] = () => [
      { ...entry('bundled:lenet'), tooLarge },
      entry('preset:lenet'),
    ]
    const { inspected } = await scene.launch()
    expect(inspected.model).toBe('preset:lenet')
  })
})
