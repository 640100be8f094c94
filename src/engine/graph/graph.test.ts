import { readdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import type { Rank, Tensor, Tensor1D, Tensor2D, Variable as TfVariable } from '@tensorflow/tfjs'
import { describe, expect, it } from 'vitest'
import { backend, tensorflow } from '../runtime/tensorflow'
import {
  DataType,
  generalise,
  inScope,
  Program,
  simplify,
  trace,
  TraceError,
  type Ref,
  type Trace,
} from '.'

const tf = tensorflow()
const float = (...shape: number[]) => ({ dtype: DataType.float32, shape })

/** Traces a function of tensors with these example values. */
const traced = <T extends Tensor>(
  run: (input: T) => Tensor[],
  input: T,
  variables: TfVariable[] = [],
) => trace(tf, () => run(input), { inputs: [input], variables })

/** Runs a trace as a graph with one function. */
function compute(program: Trace, feeds: Float32Array[]): number[][] {
  const written = new Program()
  const types = program.inputs.map((node) => program.nodes[node]?.outputs[0] ?? float())
  written.define(
    'f',
    Object.fromEntries(types.map((type, i) => [`in${i}`, type])),
    (fed, scope) => {
      const outputs = written.writer.inline(scope, program, Object.values(fed))
      return { results: Object.fromEntries(outputs.map((ref, i) => [`out${i}`, ref])) }
    },
  )
  const session = written.start(backend().binding)
  try {
    const results = session.call('f', Object.fromEntries(feeds.map((feed, i) => [`in${i}`, feed])))
    return Object.values(results).map((values) => [...values])
  } finally {
    session.dispose()
  }
}

/** A counter that adds what it is fed. */
function counter() {
  const program = new Program()
  const total = program.variable('total', float(2))
  const add = inScope(tf, () => {
    const variable = tf.variable(tf.zeros([2]))
    const run = (by: Tensor): Tensor[] => {
      variable.assign(variable.add(by))
      return [variable.sum()]
    }
    const found = traced(run, tf.ones([2]), [variable])
    variable.dispose()
    return found
  })
  program.define('add', { by: float(2) }, (fed, scope) => {
    const [sum, next] = program.writer.inline(scope, add.trace, [
      fed['by'] as Ref,
      program.read(scope, total),
    ])
    return { results: { sum: sum as Ref }, assign: [{ variable: total, value: next as Ref }] }
  })
  return program.start(backend().binding)
}

describe('trace', () => {
  it('becomes a graph that computes what the function does', () => {
    const run = (x: Tensor1D): Tensor[] => [
      x
        .mul(2)
        .add(tf.ones([3]))
        .relu()
        .sum(),
      tf.softmax(x),
    ]
    const { trace: found } = inScope(tf, () => traced(run, tf.tensor1d([1, 2, 3])))
    const graph = compute(simplify(found), [Float32Array.of(-3, 0.5, 2)])
    const eager = tf.tidy(() =>
      run(tf.tensor1d([-3, 0.5, 2])).map((tensor) => [...tensor.dataSync()]),
    )
    // The library may use another kernel for an operation, which rounds differently.
    eager.forEach((values, i) =>
      values.forEach((value, j) => expect(graph[i]?.[j]).toBeCloseTo(value, 6)),
    )
    expect(graph.map(({ length }) => length)).toEqual([1, 3])
  })

  it('includes gradients, which are operations like others', () => {
    const run = (x: Tensor): Tensor[] => [tf.grad((a: Tensor) => a.square().mul(a).sum())(x)]
    const { trace: found } = inScope(tf, () => traced(run, tf.tensor1d([1, 2])))
    expect(compute(found, [Float32Array.of(3, -1)])).toEqual([[27, 3]])
  })

  it('leaves variables unchanged, lists those that it assigns, and frees its tensors', () => {
    const [kept, changed] = [tf.variable(tf.scalar(1)), tf.variable(tf.scalar(2))]
    const assign = (): Tensor[] => {
      changed.assign(changed.add(kept))
      return []
    }
    const { numTensors } = tf.memory()
    const found = inScope(tf, () => traced(assign, tf.scalar(0), [kept, changed]))
    expect(found.assigned).toEqual([1])
    expect([kept.dataSync()[0], changed.dataSync()[0]]).toEqual([1, 2])
    expect(tf.memory().numTensors).toBe(numTensors)
    tf.dispose([kept, changed])
  })

  it('refuses what would become constant: a value that is read, a tensor from outside', () => {
    inScope(tf, () => {
      const [x, other] = [tf.scalar(1), tf.scalar(2).add(1)]
      expect(() => traced((a) => [tf.scalar(a.add(1).dataSync()[0] ?? 0)], x)).toThrow(TraceError)
      expect(() => traced((a) => [a.add(other)], x)).toThrow('from outside')
      // The binding is back in its place.
      expect(x.add(other).dataSync()[0]).toBe(4)
    })
  })
})

describe('generalise', () => {
  /** For a batch of rows: their sum minus their number. */
  const rows = (size: number, run: (x: Tensor2D) => Tensor[]) => ({
    size,
    trace: inScope(tf, () => traced(run, tf.ones<Rank.R2>([size, 2]))).trace,
  })
  const sizes = [2, 3, 5]

  it('makes one function for every size from small ones', () => {
    const run = (x: Tensor2D): Tensor[] => [
      x
        .reshape([-1, 1])
        .mul(tf.ones([x.shape[0] * 2, 1]))
        .sum()
        .sub(x.shape[0]),
      x.slice([1], [x.shape[0] - 1]),
    ]
    const at = generalise(sizes.map((size) => rows(size, run)))
    for (const size of [4, 50]) {
      const [sum, rest] = compute(simplify(at(size)), [new Float32Array(size * 2).fill(3)])
      expect(sum).toEqual([size * 6 - size])
      expect(rest).toHaveLength(2 * (size - 1))
    }
  })

  it('finds a value that the trace has made constant', () => {
    let calls = 0
    const frozen = (x: Tensor2D): Tensor[] => [x.mul(1 / (++calls) ** 2)]
    expect(() => generalise(sizes.map((size) => rows(size, frozen)))).toThrow(
      'a constant changes from trace to trace',
    )
  })

  it('refuses a function that runs other operations at another size', () => {
    const other = (x: Tensor2D): Tensor[] => [x.shape[0] === 3 ? x.relu() : x.sigmoid()]
    expect(() => generalise(sizes.map((size) => rows(size, other)))).toThrow('other operations')
  })
})

describe('simplify', () => {
  it('drops operations that change nothing and nodes that no output needs', () => {
    const { trace: found } = inScope(tf, () =>
      traced(
        (x) => {
          x.exp()
          return [x.reshape([2, 1]).reshape([2]).reshape([2]).add(1)]
        },
        tf.ones([2]),
      ),
    )
    const operations = simplify(found).nodes.flatMap((node) =>
      node.kind === 'operation' ? [node.operation] : [],
    )
    expect(operations).not.toContain('Exp')
    expect(
      found.nodes.filter((node) => node.kind === 'operation' && node.operation === 'Reshape'),
    ).toHaveLength(3)
    expect(operations.filter((name) => name === 'Reshape')).toHaveLength(2)
    expect(compute(simplify(found), [Float32Array.of(1, 2)])).toEqual([[2, 3]])
  })
})

describe('GraphSession', () => {
  it('keeps its variables from call to call, and reads and writes them', () => {
    const session = counter()
    session.write([['total', Float32Array.of(10, 20)]])
    expect([...(session.call('add', { by: Float32Array.of(1, 2) })['sum'] ?? [])]).toEqual([33])
    session.call('add', { by: Float32Array.of(1, 2) })
    expect(session.read(['total'])).toEqual([Float32Array.of(12, 24)])
    expect(session.typeOf('total')).toMatchObject(float(2))
    session.dispose()
  })

  it('shares no memory with the arrays from which its variables were written', () => {
    const session = counter()
    // Only arrays that happen to begin at a multiple of 64 bytes could be shared.
    for (let i = 0; i < 200; i++) {
      const array = Float32Array.of(i, -i)
      session.write([['total', array]])
      array.fill(NaN)
      expect(session.read(['total'])).toEqual([Float32Array.of(i, -i)])
    }
    session.dispose()
  })

  it('says what is wrong with a call', () => {
    const session = counter()
    expect(() => session.call('subtract')).toThrow('no function "subtract"')
    expect(() => session.read(['sum'])).toThrow('no variable "sum"')
    session.write([['total', Float32Array.of(0, 0)]])
    expect(() => session.call('add', { by: Float32Array.of(1) })).toThrow()
    session.dispose()
    session.dispose()
    expect(() => session.call('add', { by: Float32Array.of(1, 2) })).toThrow('disposed')
  })

  it('leaks neither tensors, sessions nor files, in 10,000 calls', () => {
    const { binding } = backend()
    const folders = (): number =>
      readdirSync(tmpdir()).filter((name) => name.startsWith('convscope-graph-')).length
    const before = [binding.getNumOfTensors(), binding.getNumOfSavedModels(), folders()]
    const session = counter()
    session.write([['total', Float32Array.of(0, 0)]])
    const by = Float32Array.of(1, 1)
    for (let i = 0; i < 1000; i++) session.call('add', { by })
    const early = process.memoryUsage().rss
    for (let i = 0; i < 9000; i++) session.call('add', { by })
    expect([...(session.read(['total'])[0] ?? [])]).toEqual([10_000, 10_000])
    // A leak in each call would add up to more than this.
    expect(process.memoryUsage().rss - early).toBeLessThan(64 * 2 ** 20)
    expect(binding.getNumOfSavedModels()).toBe((before[1] ?? 0) + 1)
    session.dispose()
    expect([binding.getNumOfTensors(), binding.getNumOfSavedModels(), folders()]).toEqual(before)
  })
})
