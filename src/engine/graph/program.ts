import type { TFJSBinding } from '@tensorflow/tfjs-node-gpu/dist/tfjs_binding'
import { shapeProto } from './proto'
import { GraphSession, type Named, type SessionFunction } from './session'
import { DataType, type TensorType } from './types'
import { GraphWriter, type Ref } from './writer'

/** State that all functions of a program share. The program's session holds its value. */
export interface Variable extends TensorType {
  readonly name: string
  /** The node that represents it. */
  readonly handle: string
}

/** What a function of the graph returns and changes. */
export interface Outcome {
  readonly results: Named<Ref>
  readonly assign?: readonly { readonly variable: Variable; readonly value: Ref }[]
}

/**
 * A graph with named functions over shared variables. One graph holds all of them, because a
 * session owns the state and takes one graph.
 */
export class Program {
  readonly writer = new GraphWriter()
  readonly #variables = new Map<string, Variable>()
  readonly #functions = new Map<string, SessionFunction>()

  /** Declares a variable; it must be written before it is read. */
  variable(name: string, { dtype, shape }: TensorType): Variable {
    const text = (value: string) => ({ s: new TextEncoder().encode(value) })
    const handle = this.writer.node(`variable/${name}`, 'VarHandleOp', [], {
      dtype: { type: dtype },
      shape: { shape: shapeProto(shape) },
      shared_name: text(name),
      container: text(''),
    })
    const variable = { name, handle, dtype, shape: [...shape] }
    this.#variables.set(name, variable)
    return variable
  }

  /** The variable's value at the start of a function, before the function's own assignments. */
  read(scope: string, { name, handle, dtype, shape }: Variable): Ref {
    const node = this.writer.node(`${scope}/read/${name}`, 'ReadVariableOp', [`${handle}:0`], {
      dtype: { type: dtype },
    })
    return { dtype, shape, name: `${node}:0` }
  }

  /**
   * Adds a function.
   * @param inputs what a caller feeds, by name
   * @param build writes the function's nodes
   */
  define(
    name: string,
    inputs: Named<TensorType>,
    build: (fed: Named<Ref>, scope: string) => Outcome,
  ): void {
    const fed = Object.fromEntries(
      Object.entries(inputs).map(([key, type]) => [
        key,
        this.writer.placeholder(`${name}/${key}`, type),
      ]),
    )
    const { results, assign = [] } = build(fed, name)
    // Fetching a result must also run the assignments, because a session can't be told to run them
    // alone.
    const after = assign.map(({ variable, value }) => this.#assign(name, variable, value))
    const outputs = Object.entries(results).map(([key, ref]): [string, Ref] => [
      key,
      this.#identity(`${name}/${key}`, ref, after),
    ])
    this.#functions.set(name, { inputs: Object.entries(fed), outputs })
  }

  /** Loads the graph into a new session. The program can't be used afterwards. */
  start(binding: TFJSBinding): GraphSession {
    const variables = [...this.#variables.values()].map((variable) => {
      const value = this.writer.placeholder(`write/${variable.name}`, variable)
      // The binding lends TensorFlow the array's own memory and releases it to JavaScript on the
      // thread that uses it last. A variable would keep it until a step assigns the next value on
      // one of TensorFlow's threads, which has crashed processes. So the variable gets a copy.
      const copy = this.writer.node(`write/copy/${variable.name}`, 'DeepCopy', [value.name], {
        T: { type: variable.dtype },
      })
      const assigned = this.#assign('write', variable, { ...value, name: `${copy}:0` })
      const done = this.writer.constant(
        'write',
        { dtype: DataType.int32, shape: [] },
        new Int32Array([0]),
      )
      return {
        name: variable.name,
        value,
        written: this.#identity(`write/done/${variable.name}`, done, [assigned]),
        read: this.read('state', variable),
      }
    })
    return GraphSession.load(binding, this.writer.nodes, this.#functions, variables)
  }

  #assign(scope: string, { name, handle, dtype }: Variable, value: Ref): string {
    return this.writer.node(
      `${scope}/assign/${name}`,
      'AssignVariableOp',
      [`${handle}:0`, value.name],
      { dtype: { type: dtype } },
    )
  }

  #identity(name: string, ref: Ref, after: readonly string[]): Ref {
    const node = this.writer.node(name, 'Identity', [ref.name], { T: { type: ref.dtype } }, after)
    return { ...ref, name: `${node}:0` }
  }
}
