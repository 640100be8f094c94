import { erf } from '@shared/model/trace/functions'

/** Functions of one value from which activations and norms are written out. */
const UNARY = {
  Erf: erf,
  /** No operator of the standard, and written by tf2onnx. */
  Erfc: (x: number) => 1 - erf(x),
  Exp: Math.exp,
  Log: Math.log,
  Sqrt: Math.sqrt,
  Abs: Math.abs,
  Neg: (x: number) => -x,
  Reciprocal: (x: number) => 1 / x,
  Tanh: Math.tanh,
  Sigmoid: (x: number) => 1 / (1 + Math.exp(-x)),
  Relu: (x: number) => Math.max(x, 0),
  Softplus: (x: number) => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x))),
} as const
export type Unary = keyof typeof UNARY
export const isUnary = (op: string): op is Unary => op in UNARY

/** Functions of two values. */
const BINARY = {
  Add: (a: number, b: number) => a + b,
  Sub: (a: number, b: number) => a - b,
  Mul: (a: number, b: number) => a * b,
  Div: (a: number, b: number) => a / b,
  Pow: (a: number, b: number) => a ** b,
  Max: (a: number, b: number) => Math.max(a, b),
  Min: (a: number, b: number) => Math.min(a, b),
} as const
export type Binary = keyof typeof BINARY
export const isBinary = (op: string): op is Binary => op in BINARY

/** A formula over the outputs of layers; `size` counts its operations, shared ones each time. */
export type Term = { readonly size: number } & (
  | { readonly kind: 'tensor'; readonly id: string }
  /** One number, or one for each channel, in our order. */
  | { readonly kind: 'constant'; readonly data: ArrayLike<number> }
  | { readonly kind: 'function'; readonly f: (x: number) => number; readonly of: Term }
  /** Over the channels of a place. */
  | { readonly kind: 'mean'; readonly of: Term }
  | { readonly kind: 'pair'; readonly op: Binary; readonly a: Term; readonly b: Term }
)

export const tensorTerm = (id: string): Term => ({ kind: 'tensor', id, size: 1 })
export const constantTerm = (data: ArrayLike<number>): Term => ({ kind: 'constant', data, size: 1 })
export const functionTerm = (f: (x: number) => number, of: Term): Term => ({
  kind: 'function',
  f,
  of,
  size: of.size + 1,
})
export const unaryTerm = (op: Unary, of: Term): Term => functionTerm(UNARY[op], of)
export const meanTerm = (of: Term): Term => ({ kind: 'mean', of, size: of.size + 1 })
export const pairTerm = (op: Binary, a: Term, b: Term): Term => ({
  kind: 'pair',
  op,
  a,
  b,
  size: a.size + b.size + 1,
})

/** Goes through a formula and all that it is made of. */
export function parts(term: Term): readonly Term[] {
  const all: Term[] = [term]
  for (const part of all) {
    if (part.kind === 'function' || part.kind === 'mean') all.push(part.of)
    if (part.kind === 'pair') all.push(part.a, part.b)
  }
  return all
}

/** The layers whose outputs a formula reads. */
export const readLayers = (term: Term): readonly string[] => [
  ...new Set(parts(term).flatMap((part) => (part.kind === 'tensor' ? [part.id] : []))),
]

/** The formula with a layer's output written out. */
export function substituted(term: Term, id: string, by: Term): Term {
  const inner = (part: Term): Term => substituted(part, id, by)
  switch (term.kind) {
    case 'tensor':
      return term.id === id ? by : term
    case 'constant':
      return term
    case 'function':
      return functionTerm(term.f, inner(term.of))
    case 'mean':
      return meanTerm(inner(term.of))
    case 'pair':
      return pairTerm(term.op, inner(term.a), inner(term.b))
  }
}

/** The value of a formula that reads only `x`: as many numbers, or one that stands for all. */
export function evaluated(term: Term, x: Float64Array): Float64Array {
  switch (term.kind) {
    case 'tensor':
      return x
    case 'constant':
      return Float64Array.from(term.data)
    case 'function':
      return evaluated(term.of, x).map(term.f)
    case 'mean': {
      const values = evaluated(term.of, x)
      return Float64Array.of(values.reduce((sum, value) => sum + value, 0) / values.length)
    }
    case 'pair': {
      const [a, b] = [evaluated(term.a, x), evaluated(term.b, x)]
      const at = (values: Float64Array, i: number): number =>
        values[values.length === 1 ? 0 : i] ?? NaN
      const length = Math.max(a.length, b.length)
      return Float64Array.from({ length }, (_, i) => BINARY[term.op](at(a, i), at(b, i)))
    }
  }
}
