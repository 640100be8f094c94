import { INPUT_ID } from '@shared/model/spec'
import { changedShape, commented } from './lines'
import type { PlacedPart } from './to-torch'

/** The variable for what the next line alone reads. */
const CURRENT = 'x'
/** The input where later layers read it too. */
const INPUT = 'image'

/**
 * The variable that holds each layer's output: `x` where only the next layer reads it, else the
 * layer's own name.
 */
function variables(parts: readonly PlacedPart[]): ReadonlyMap<string, string> {
  const readersOf = (id: string): readonly number[] =>
    parts.flatMap(({ resolved }, i) => resolved.inputs.filter((each) => each === id).map(() => i))
  const isNext = (id: string, at: number): boolean => readersOf(id).every((i) => i === at)
  return new Map([
    [INPUT_ID, isNext(INPUT_ID, 0) ? CURRENT : INPUT],
    ...parts.map(({ resolved, name }, i): [string, string] => {
      const { id } = resolved.layer
      return [id, isNext(id, i + 1) ? CURRENT : name]
    }),
  ])
}

/** The method `forward`: one line a step, and the shape behind each layer. */
export function forwardLines(parts: readonly PlacedPart[]): readonly string[] {
  const names = variables(parts)
  const nameOf = (id: string): string => names.get(id) ?? CURRENT
  const lines = parts.flatMap(({ steps, resolved, name }) => {
    const last = steps.length - 1
    return steps.flatMap(({ suffix = '', call }, i) => {
      const inputs = i === 0 ? resolved.inputs.map(nameOf) : [CURRENT]
      const self = `self.${name}${suffix}`
      const value = call ? call(inputs, self) : `${self}(${inputs.join(', ')})`
      const target = i === last ? nameOf(resolved.layer.id) : CURRENT
      const shape = i === last ? changedShape(resolved) : undefined
      return commented(`        ${target} = ${value}`, shape)
    })
  })
  return [
    `    def forward(self, ${nameOf(INPUT_ID)}: Tensor) -> Tensor:`,
    ...lines,
    `        return ${nameOf(parts.at(-1)?.resolved.layer.id ?? INPUT_ID)}`,
  ]
}
