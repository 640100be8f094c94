import { z } from 'zod'
import json from './op-table.json'
import { TraceError, type DataTypeNumber } from './types'

const tableSchema = z.object({
  tensorflow: z.string(),
  graphVersion: z.number().int(),
  ops: z.record(
    z.string(),
    z.object({ inputs: z.array(z.string()), attributes: z.record(z.string(), z.string()) }),
  ),
})
type Definition = z.infer<typeof tableSchema>['ops'][string]

/** TensorFlow's operations, which `scripts/op-table.mjs` reads from the library. */
const TABLE = tableSchema.parse(json)

/** Version of the graph format that the table's library writes. */
export const GRAPH_VERSION = TABLE.graphVersion

/** @throws TraceError for an operation that is not in the table */
export function definitionOf(operation: string): Definition {
  const definition = TABLE.ops[operation]
  if (!definition)
    throw new TraceError(`TensorFlow's operation "${operation}" is not in the table of known ones`)
  return definition
}

/**
 * Attributes that follow from an operation's inputs. In an eager call TensorFlow infers them; a
 * graph must contain them.
 */
export function inferredAttributes(
  operation: string,
  types: readonly DataTypeNumber[],
): Map<string, number | DataTypeNumber[]> {
  const { inputs } = definitionOf(operation)
  const inferred = new Map<string, number | DataTypeNumber[]>()
  const isList = (code: string): boolean => code.includes('*') || code.startsWith('[')
  // No operation of the table has more than one list of unknown length.
  const listLength = types.length - inputs.filter((code) => !isList(code)).length
  let at = 0
  for (const code of inputs) {
    const taken = types.slice(at, (at += isList(code) ? listLength : 1))
    if (code.startsWith('[')) {
      inferred.set(code.slice(1, -1), [...taken])
      continue
    }
    const [type = '', count] = code.split('*').reverse()
    if (count !== undefined) inferred.set(count, taken.length)
    if (!type.startsWith('=') && taken[0] !== undefined) inferred.set(type, taken[0])
  }
  return inferred
}
