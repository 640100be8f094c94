/**
 * Share of Student's t distribution within ±t. For whole degrees of freedom it is a finite sum in θ
 * = arctan(t / √ν): Abramowitz and Stegun, "Handbook of Mathematical Functions" (1964), 26.7.3 and
 * 26.7.4.
 * @param freedom degrees of freedom ν, a whole number from 1
 */
export function withinStudentT(t: number, freedom: number): number {
  return withinAngle(Math.atan(Math.abs(t) / Math.sqrt(freedom)), freedom)
}

/**
 * The t for which the given share of Student's t distribution is within ±t: 12.706 for 0.95 and one
 * degree of freedom, approaching the normal distribution's 1.960 for many.
 * @param share 0…1, without 1
 * @param freedom degrees of freedom, a whole number from 1
 */
export function studentT(share: number, freedom: number): number {
  let [low, high] = [0, Math.PI / 2]
  // The share grows with the angle; sixty halvings are as fine as a double is.
  for (let halving = 0; halving < 60; halving++) {
    const middle = (low + high) / 2
    if (withinAngle(middle, freedom) < share) low = middle
    else high = middle
  }
  return Math.tan((low + high) / 2) * Math.sqrt(freedom)
}

function withinAngle(angle: number, freedom: number): number {
  const [sine, cosine] = [Math.sin(angle), Math.cos(angle)]
  const isOdd = freedom % 2 === 1
  // 1, ½, ½·¾ … for even degrees, 1, ⅔, ⅔·⅘ … for odd ones.
  let [term, sum] = [isOdd ? cosine : 1, 0]
  for (let power = isOdd ? 1 : 0; power <= freedom - 2; power += 2) {
    sum += term
    term *= ((power + 1) / (power + 2)) * cosine ** 2
  }
  return isOdd ? (2 / Math.PI) * (angle + sine * sum) : sine * sum
}
