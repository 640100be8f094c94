const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹'

/** A number as JavaScript writes it, as people write it: -1.5e-8 → "−1.5×10⁻⁸". */
export const written = (text: string): string =>
  text
    .replace(
      /e([+-]?)(\d+)$/i,
      (_, sign: string, power: string) =>
        `×10${sign === '-' ? '⁻' : ''}${power.replace(/\d/g, (digit) => SUPERSCRIPTS[Number(digit)] ?? digit)}`,
    )
    .replaceAll('-', '−')

/** With a power of ten whatever its size, and so many decimals before it: 0.012 → "1.2×10⁻²". */
export const formatPower = (value: number, digits: number): string =>
  written(value.toExponential(digits))
