import { onScopeDispose, shallowRef, watch, type ShallowRef } from 'vue'
import type { TensorData } from '@shared/contract/common'
import type { OperationRequest } from '@shared/contract/lessons'
import { AppError } from '@shared/errors'
import { fieldsOf, type OperationField } from '@shared/operations'
import { engine } from '@renderer/api'
import { checkOutput, type Check } from './check'
import type { Operands } from './request'

/**
 * An output of the engine with what it was computed from, and how far it has been compared with the
 * reference.
 */
export interface Computed {
  readonly operands: Operands
  /** [channels, height, width]. */
  readonly output: TensorData
}

export interface OperationState {
  /** The newest answer of the engine; stays while a newer question is under way. */
  readonly result: Readonly<ShallowRef<Computed | undefined>>
  readonly check: Readonly<ShallowRef<Check | undefined>>
  /** Why the operands as they are now have no output. */
  readonly error: Readonly<ShallowRef<AppError | undefined>>
}

/**
 * Carrying and checking more numbers than these takes frames: it waits until a stroke has come to
 * rest.
 */
const SMALL = 1 << 12
const LARGE = 1 << 17
const REST_MS = 120

/** What the engine is asked. */
export function requestOf({
  operation,
  input,
  kernel,
  bias,
  window,
  groups,
  countIncludePad,
}: Operands): OperationRequest {
  const { stride, padding, dilation } = window
  const all: Required<{ [F in OperationField]: OperationRequest[F] }> = {
    input,
    kernel,
    bias: Float32Array.from(bias),
    window: window.kernel,
    padding,
    stride,
    dilation,
    groups,
    countIncludePad,
  }
  const fields = fieldsOf(operation).map((field) => [field, all[field]] as const)
  return { operation, input, ...Object.fromEntries(fields) }
}

/**
 * Moments between frames: a message's turn comes after rendering and input had theirs, and does not
 * wait for an idle window, which under a steady animation may never come.
 */
const betweenFrames = (): Promise<void> =>
  new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)))
const rest = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, REST_MS))

/**
 * Has an operation computed by the engine whenever its operands change, and checks every answer
 * against the reference. At most one question is under way; while painting, those in between are
 * left out.
 */
export function useOperation(operands: () => Operands): OperationState {
  const result = shallowRef<Computed>()
  const check = shallowRef<Check>()
  const error = shallowRef<AppError>()
  let wanted: Operands | undefined
  let busy = false
  let disposed = false

  async function work(): Promise<void> {
    if (busy) return
    busy = true
    while (wanted && !disposed) {
      const asked = wanted
      if (result.value && asked.input.data.length > LARGE) {
        await rest()
        // Painted on since: the newer question is asked when that has come to rest.
        if (wanted !== asked) continue
      }
      wanted = undefined
      try {
        const output = await engine().call('operations.run', requestOf(asked))
        result.value = { operands: asked, output }
        error.value = undefined
        void verify(asked, output)
      } catch (thrown) {
        error.value = AppError.from(thrown)
      }
    }
    busy = false
  }

  /** Whether another result, or none, is shown by now. */
  const isStale = (output: TensorData): boolean => disposed || result.value?.output !== output

  async function verify(asked: Operands, output: TensorData): Promise<void> {
    if (output.data.length > SMALL) {
      check.value = undefined
      await rest()
    }
    if (isStale(output)) return
    for await (const state of checkOutput(asked, output, betweenFrames)) {
      if (isStale(output)) return
      check.value = state
    }
  }

  const ask = (next: Operands): void => {
    wanted = next
    void work()
  }
  watch(operands, ask, { immediate: true })
  const off = engine().onConnected((connected) => {
    if (connected) ask(operands())
  })
  onScopeDispose(() => {
    disposed = true
    off()
  })
  return { result, check, error }
}
