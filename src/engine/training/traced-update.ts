import type { Scalar, Tensor, Variable } from '@tensorflow/tfjs'
import { inScope, reshaped, simplify, splice, trace, type Trace } from '../graph'
import { tensorflow } from '../runtime/tensorflow'
import type { OptimizerRule } from './optimizers/rule'
import type { Trainable } from './trainable'

/** Shape of the small tensor on which the arithmetic of a large weight is traced. */
const FEW = [7]

export interface TracedUpdate {
  readonly trace: Trace
  /** Names of the variables whose new values are the trace's outputs. */
  readonly assigned: readonly string[]
}

/** The values don't matter, because a trace only needs their types. */
const numbersOf = (rule: Pick<OptimizerRule, 'numbers'>): Scalar[] =>
  rule.numbers(0.1, 0).map((value) => tensorflow().scalar(value))

/** (value, gradient, …slots, …numbers) ↦ (value, …slots), on a few numbers. */
function traceRule(rule: OptimizerRule): Trace {
  const tf = tensorflow()
  return inScope(tf, () => {
    const [value, gradient] = [tf.ones(FEW), tf.ones(FEW)]
    const slots = rule.slots.map(() => tf.ones(FEW))
    const numbers = numbersOf(rule)
    const run = (): Tensor[] => {
      const updated = rule.update({ value, gradient, slots, numbers })
      return [updated.value, ...updated.slots]
    }
    return trace(tf, run, { inputs: [value, gradient, ...slots, ...numbers], variables: [] }).trace
  })
}

/**
 * (…gradients, …statistics, …numbers, …state) ↦ new values of the variables in `assigned`. Small
 * weights are traced together, at their own size. A large one is traced with the same arithmetic on
 * a few numbers, so that memory never holds the state twice.
 * @param state all variables by name, the trained weights and the optimizer's arrays among them
 */
export function traceUpdate(
  trainable: Trainable,
  state: readonly (readonly [string, Variable])[],
): TracedUpdate {
  const tf = tensorflow()
  const large = trainable.alone()
  const isLarge = (variable: Variable): boolean => large.some((each) => each.variable === variable)
  const trained = trainable.all()
  const { rule } = trainable
  const traced = inScope(tf, () => {
    const gradients = trained.map(({ variable }) =>
      tf.ones(isLarge(variable) ? FEW : variable.shape),
    )
    const statistics = trainable.statistics.map(({ variable }) => tf.ones(variable.shape))
    const numbers = numbersOf(trainable)
    const run = (): Tensor[] => {
      trainable.updateTogether({ gradients, statistics }, numbers)
      return []
    }
    const variables = state.map(([, variable]) => variable)
    return trace(tf, run, { inputs: [...gradients, ...statistics, ...numbers], variables })
  })

  const nodes = [...traced.trace.nodes]
  const outputs = [...traced.trace.outputs]
  const assigned = traced.assigned.map((i) => state[i]?.[0] ?? '')
  const { inputs } = traced.trace
  const first = inputs.length - state.length
  const numbers = inputs.slice(first - trainable.numbers(0.1, 0).length, first)
  const part = large.length > 0 ? traceRule(rule) : undefined
  for (const each of large) {
    const { variable, slots } = each
    const gradient = inputs[trained.indexOf(each)] ?? -1
    const type = nodes[gradient]?.outputs[0]
    if (!part || !type) continue
    nodes[gradient] = {
      ...{ kind: 'input', index: trained.indexOf(each) },
      outputs: [{ ...type, shape: [...variable.shape] }],
    }
    const own = [variable, ...slots.map((slot) => slot.variable)]
    const places = own.map((held) => state.findIndex(([, other]) => other === held))
    const [value = -1, ...rest] = places.map((place) => inputs[first + place] ?? -1)
    const fed = [value, gradient, ...rest, ...trainable.numbersOf(each, numbers)].map((node) => ({
      node,
      output: 0,
    }))
    outputs.push(...splice(nodes, reshaped(part, FEW, variable.shape), fed))
    assigned.push(...places.map((place) => state[place]?.[0] ?? ''))
  }
  return { trace: simplify({ nodes, inputs, outputs }), assigned }
}
