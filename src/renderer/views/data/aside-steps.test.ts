import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { Bridge } from '@shared/contract/desktop'
import type { DatasetInfo } from '@shared/contract/datasets'
import { NONE_ASIDE, withoutPlaces, withPlaces, type AsidePlaces } from '@shared/recipe/set-aside'
import { installApi } from '@renderer/api'
import { fakeEngine } from '@renderer/api/testing/fake'
import { useMessages } from '@renderer/stores/messages'
import { useAsideSteps } from './aside-steps'

const info = { id: 'set', title: 'Set', train: 10, test: 4 } as DatasetInfo
let aside: AsidePlaces

beforeEach(() => {
  vi.useFakeTimers()
  setActivePinia(createPinia())
  aside = NONE_ASIDE
  installApi({
    engine: fakeEngine({
      'datasets.setAside'({ aside: more, back }) {
        const before = aside
        aside = withPlaces(withoutPlaces(aside, back), more)
        return {
          info: { ...info, setAside: { train: [...aside.train], test: [...aside.test] } },
          changed: { aside: withoutPlaces(aside, before), back: withoutPlaces(before, aside) },
        }
      },
    }),
    desktop: {} as Bridge,
  })
})

const train = (...positions: number[]): AsidePlaces => ({ train: positions, test: [] })

describe('setting aside', () => {
  it('goes back and forth, and takes back only what it did', async () => {
    const steps = useAsideSteps()
    await steps.setAside(info, train(1))
    await steps.setAside(info, train(1, 2))
    expect(aside).toEqual(train(1, 2))
    steps.undo()
    await vi.advanceTimersByTimeAsync(1)
    expect(aside).toEqual(train(1))
    steps.redo()
    await vi.advanceTimersByTimeAsync(1)
    expect(aside).toEqual(train(1, 2))
    steps.undo()
    steps.undo()
    await vi.advanceTimersByTimeAsync(1)
    expect(aside).toEqual(NONE_ASIDE)
    expect([steps.canUndo, steps.canRedo]).toEqual([false, true])
  })

  it('says how many, with a way back, and nothing where nothing changed', async () => {
    const steps = useAsideSteps()
    const messages = useMessages()
    await steps.setAside(info, train(1, 2))
    await steps.setAside(info, train(2))
    expect(messages.messages).toHaveLength(1)
    messages.messages[0]?.action?.run()
    await vi.advanceTimersByTimeAsync(1)
    expect(aside).toEqual(NONE_ASIDE)
  })
})
