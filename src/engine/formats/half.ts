/** Numbers of 16 bits (IEEE 754 binary16): 1 sign bit, 5 bits of exponent, 10 of fraction. */

const LEAST_NORMAL = 2 ** -14
const LEAST = 2 ** -24
const INFINITE = 0x7c_00

/** The number that 16 bits stand for. */
export function fromHalf(bits: number): number {
  const sign = bits & 0x80_00 ? -1 : 1
  const exponent = (bits >> 10) & 0x1f
  const fraction = (bits & 0x3_ff) / 1024
  if (exponent === 0) return sign * fraction * LEAST_NORMAL
  if (exponent === 0x1f) return fraction ? NaN : sign * Infinity
  return sign * (1 + fraction) * 2 ** (exponent - 15)
}

/** The nearest even number, where two whole numbers are equally near. */
function roundEven(value: number): number {
  const below = Math.floor(value)
  const rest = value - below
  return rest < 0.5 || (rest === 0.5 && below % 2 === 0) ? below : below + 1
}

/** The 16 bits of the nearest number; a number that is too large becomes infinite. */
export function toHalf(value: number): number {
  const sign = value < 0 || Object.is(value, -0) ? 0x80_00 : 0
  const size = Math.abs(value)
  if (Number.isNaN(value)) return INFINITE | 0x2_00
  if (size < LEAST_NORMAL) return sign | roundEven(size / LEAST)
  const exponent = Math.min(16, Math.floor(Math.log2(size)))
  // Math.log2 may be off by one at a power of two; the fraction then carries into the exponent.
  const fraction = roundEven((size / 2 ** exponent - 1) * 1024)
  const bits = ((exponent + 15) << 10) + fraction
  return sign | Math.min(bits, INFINITE)
}
