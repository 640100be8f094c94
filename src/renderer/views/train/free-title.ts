/** As many letters as a run's title may have. */
const LONGEST = 120

/** A title that no other run has: the name itself, else “LeNet 2”, “LeNet 3” and so on. */
export function freeTitle(name: string, taken: readonly string[]): string {
  for (let count = 1; ; count++) {
    const number = count === 1 ? '' : ` ${count}`
    const title = `${name.slice(0, LONGEST - number.length)}${number}`
    if (!taken.includes(title)) return title
  }
}
