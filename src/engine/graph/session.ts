import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TFJSBinding } from '@tensorflow/tfjs-node-gpu/dist/tfjs_binding'
import { GRAPH_VERSION } from './op-table'
import { encodeSavedModel, TAG, type NodeProto } from './proto'
import type { TensorType, Values } from './types'
import type { Ref } from './writer'

export type Named<T> = Readonly<Record<string, T>>

/** A function's inputs and outputs in the graph, by the names that callers use. */
export interface SessionFunction {
  readonly inputs: readonly (readonly [string, Ref])[]
  readonly outputs: readonly (readonly [string, Ref])[]
}

/**
 * A variable's names in the graph: what to feed and what to fetch to write it, and what to fetch to
 * read it.
 */
interface SessionVariable {
  readonly name: string
  readonly value: Ref
  readonly written: Ref
  readonly read: Ref
}

/**
 * The most bytes of variables in one call, unless a single one is larger. A call holds all of its
 * values twice.
 */
const BYTES_AT_ONCE = 64 * 1024 * 1024

const bytesOf = ({ shape }: TensorType): number => 4 * shape.reduce((size, n) => size * n, 1)

/** The binding takes names as one string, separated by commas. */
const joined = (refs: readonly Ref[]): string => refs.map(({ name }) => name).join(',')

/**
 * A loaded graph with the values of its variables. Its functions are called by name; a call blocks
 * until it is done.
 */
export class GraphSession {
  readonly #variables: ReadonlyMap<string, SessionVariable>
  #id: number | undefined

  private constructor(
    private readonly binding: TFJSBinding,
    id: number,
    private readonly functions: ReadonlyMap<string, SessionFunction>,
    variables: readonly SessionVariable[],
  ) {
    this.#id = id
    this.#variables = new Map(variables.map((variable) => [variable.name, variable]))
  }

  /** The binding reads graphs only from a folder, which is removed before this returns. */
  static load(
    binding: TFJSBinding,
    nodes: readonly NodeProto[],
    functions: ReadonlyMap<string, SessionFunction>,
    variables: readonly SessionVariable[],
  ): GraphSession {
    const folder = mkdtempSync(join(tmpdir(), 'convscope-graph-'))
    try {
      writeFileSync(join(folder, 'saved_model.pb'), encodeSavedModel(nodes, GRAPH_VERSION))
      return new GraphSession(binding, binding.loadSavedModel(folder, TAG), functions, variables)
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  }

  /** Runs a function. Inputs have as many values as their types say; results are new arrays. */
  call(name: string, inputs: Named<Values> = {}): Named<Values> {
    const found = this.functions.get(name)
    if (!found) throw new Error(`the graph has no function "${name}"`)
    const values = found.inputs.map(([key]) => inputs[key] as Values)
    const fetched = this.#run(
      found.inputs.map(([, ref]) => ref),
      values,
      found.outputs.map(([, ref]) => ref),
    )
    return Object.fromEntries(found.outputs.map(([key], i) => [key, fetched[i] as Values]))
  }

  /**
   * Writes variables, each with a copy of its array. A few are written at a time, so that arrays
   * that an iterator makes one by one are not all in memory together.
   */
  write(values: Iterable<readonly [string, Values]>): void {
    let group: { variable: SessionVariable; array: Values }[] = []
    let bytes = 0
    const flush = (): void => {
      if (group.length === 0) return
      this.#run(
        group.map(({ variable }) => variable.value),
        group.map(({ array }) => array),
        group.map(({ variable }) => variable.written),
      )
      group = []
      bytes = 0
    }
    for (const [name, array] of values) {
      if (bytes + array.byteLength > BYTES_AT_ONCE) flush()
      group.push({ variable: this.#variable(name), array })
      bytes += array.byteLength
    }
    flush()
  }

  /** The values of variables, as new arrays. */
  read(names: readonly string[]): Values[] {
    const groups: SessionVariable[][] = []
    let bytes = Infinity
    for (const variable of names.map((name) => this.#variable(name))) {
      const size = bytesOf(variable.read)
      if (bytes + size > BYTES_AT_ONCE) {
        groups.push([])
        bytes = 0
      }
      groups.at(-1)?.push(variable)
      bytes += size
    }
    return groups.flatMap((group) =>
      this.#run(
        [],
        [],
        group.map(({ read }) => read),
      ),
    )
  }

  typeOf(name: string): TensorType {
    return this.#variable(name).value
  }

  /** Frees the graph and its variables. */
  dispose(): void {
    if (this.#id !== undefined) this.binding.deleteSavedModel(this.#id)
    this.#id = undefined
  }

  #variable(name: string): SessionVariable {
    const variable = this.#variables.get(name)
    if (!variable) throw new Error(`the graph has no variable "${name}"`)
    return variable
  }

  #run(inputs: readonly Ref[], values: readonly Values[], outputs: readonly Ref[]): Values[] {
    if (this.#id === undefined) throw new Error('the session was disposed of')
    const { binding } = this
    const held: number[] = []
    try {
      inputs.forEach(({ shape, dtype }, i) =>
        held.push(binding.createTensor([...shape], dtype, values[i] as Values)),
      )
      const made = binding
        .runSavedModel(this.#id, [...held], joined(inputs), joined(outputs))
        .map(({ id }) => id)
      held.push(...made)
      return made.map((id) => binding.tensorDataSync(id))
    } finally {
      for (const id of held) binding.deleteTensor(id)
    }
  }
}
