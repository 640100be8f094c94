// @vitest-environment happy-dom
import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, describe, expect, it } from 'vitest'
import { ASSUMED_RATE } from '@shared/model/estimate'
import { installApi } from '@renderer/api'
import { fakeDesktop, fakeEngine } from '@renderer/api/testing/fake'
import { useSetup } from '../setup'
import { observedRate, useProofRate } from './rate'

describe('the rate of a training', () => {
  it('is what its pictures need in a second, three times over', () => {
    expect(observedRate(8e9, 256, 4)).toBe(9.6e10)
  })

  it('is not told by one that is over in seconds, nor by one that has made no step', () => {
    expect(observedRate(416_520, 2048, 12_000)).toBeUndefined()
    expect(observedRate(8e9, 256, undefined)).toBeUndefined()
  })
})

describe('what proofs are reckoned with', () => {
  beforeEach(() => {
    setActivePinia(createPinia())
    installApi({ desktop: fakeDesktop({}), engine: fakeEngine({}) })
  })

  it('is assumed first, then as a proof has found it, and as a step was measured above all', () => {
    const { rate, observe } = useProofRate()
    expect(rate.value).toBe(ASSUMED_RATE)
    observe({ device: 'CPU' }, undefined)
    expect(rate.value).toBe(ASSUMED_RATE)
    observe({ device: 'GPU' }, 1e13)
    observe({ device: 'CPU' }, 9e10)
    expect(rate.value).toBe(9e10)
    observe({ device: 'GPU' }, 2e13)
    expect(rate.value).toBe(2e13)
    useSetup().rates = { CPU: 5e10 }
    expect(rate.value).toBe(5e10)
  })
})
