/**
 * Round numbers (1, 2 or 5 times a power of ten apart) from `from` to `to`, about `wanted` of them.
 */
export function niceTicks(from: number, to: number, wanted: number): readonly number[] {
  const span = to - from
  if (!(span > 0)) return [from]
  const rough = span / Math.max(1, wanted)
  const power = 10 ** Math.floor(Math.log10(rough))
  const step =
    [1, 2, 5, 10].map((factor) => factor * power).find((candidate) => candidate >= rough) ??
    10 * power
  const first = Math.ceil(from / step - 1e-9)
  const last = Math.floor(to / step + 1e-9)
  // Divided by the inverse where steps are below 1, since 3 · 0.1 is not 0.3.
  const inverse = Math.round(1 / step)
  return Array.from({ length: last - first + 1 }, (_, i) =>
    step < 1 ? (first + i) / inverse : (first + i) * step,
  )
}
