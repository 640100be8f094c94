/** A value in at most so many characters, as people write it. */
export const cellText = (value: number, characters: number): string =>
  shortest(value, characters).replaceAll('-', '−')

/**
 * A value in at most so many characters, with as many digits as fit, as a number field takes it; ''
 * where not even one fits.
 */
export function shortest(value: number, characters: number): string {
  const whole = String(value === 0 ? 0 : value)
  if (Number.isInteger(value) && whole.length <= characters) return whole
  for (let digits = 4; digits >= 2; digits--) {
    const text = String(Number(value.toPrecision(digits)))
    if (text.length <= characters && !text.includes('e')) return text
  }
  for (let digits = 4; digits >= 1; digits--) {
    const exact = Number(value.toPrecision(digits))
    const plain = String(exact).replace(/^(-?)0\./, '$1.')
    const text =
      plain.includes('e') || plain.length > characters
        ? exact.toExponential().replace('e+', 'e')
        : plain
    if (text.length <= characters) return text
  }
  return ''
}
