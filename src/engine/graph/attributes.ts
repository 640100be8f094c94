import type { TFEOpAttr } from '@tensorflow/tfjs-node-gpu/dist/tfjs_binding'
import { definitionOf, inferredAttributes } from './op-table'
import { shapeProto, type AttributeProto, type ListProto } from './proto'
import { TraceError, type DataTypeNumber } from './types'

type Given = TFEOpAttr['value']
const utf8 = new TextEncoder()

/** How each kind of attribute is written, by its name in TensorFlow's op definitions. */
const WRITERS: Readonly<Record<string, (value: Given) => AttributeProto>> = {
  type: (value) => ({ type: value as number }),
  int: (value) => ({ i: value as number }),
  float: (value) => ({ f: value as number }),
  bool: (value) => ({ b: value as boolean }),
  string: (value) => ({ s: utf8.encode(value as string) }),
  shape: (value) => ({ shape: shapeProto(value as number[]) }),
}
const LISTS: Readonly<Record<string, (values: readonly unknown[]) => ListProto>> = {
  type: (values) => ({ type: values as number[] }),
  int: (values) => ({ i: values as number[] }),
  float: (values) => ({ f: values as number[] }),
  bool: (values) => ({ b: values as boolean[] }),
  string: (values) => ({ s: (values as string[]).map((text) => utf8.encode(text)) }),
}

function write(kind: string, value: Given): AttributeProto | undefined {
  const list = /^list\((\w+)\)$/.exec(kind)?.[1]
  if (list === undefined) return WRITERS[kind]?.(value)
  const proto = LISTS[list]?.(Array.isArray(value) ? value : [value])
  return proto && { list: proto }
}

/**
 * All attributes of a node that have no default: those that were given, and those that follow from
 * the types of its inputs.
 * @throws TraceError for an attribute that the operation doesn't have, or of a kind that can't be
 *   written
 */
export function nodeAttributes(
  operation: string,
  given: readonly Pick<TFEOpAttr, 'name' | 'value'>[],
  types: readonly DataTypeNumber[],
): Record<string, AttributeProto> {
  const kinds = definitionOf(operation).attributes
  const values = new Map<string, Given>([
    ...given.map(({ name, value }): [string, Given] => [name, value]),
    ...inferredAttributes(operation, types),
  ])
  return Object.fromEntries(
    [...values].map(([name, value]) => {
      const kind = kinds[name]
      const proto = kind === undefined ? undefined : write(kind, value)
      if (!proto)
        throw new TraceError(
          `attribute "${name}" of ${operation} (${kind ?? 'unknown'}) can't be written`,
        )
      return [name, proto]
    }),
  )
}
