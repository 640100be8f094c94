export interface GroupSizes {
  /** Kernel height times width. */
  readonly cells: number
  readonly inputs: number
  readonly outputs: number
  readonly groups: number
}

/** Calls `visit(grouped, full)` with the two indices of each weight of a grouped kernel. */
function eachWeight(
  { cells, inputs, outputs, groups }: GroupSizes,
  visit: (grouped: number, full: number) => void,
): void {
  const [perGroup, outPerGroup] = [inputs / groups, outputs / groups]
  for (let cell = 0; cell < cells; cell += 1) {
    for (let i = 0; i < perGroup; i += 1) {
      for (let o = 0; o < outputs; o += 1) {
        const input = Math.floor(o / outPerGroup) * perGroup + i
        visit((cell * perGroup + i) * outputs + o, (cell * inputs + input) * outputs + o)
      }
    }
  }
}

/**
 * [height, width, in/groups, out] → [height, width, in, out] with zeros where the input and the
 * output belong to different groups.
 */
export function blocksFromGroups(values: Float32Array, sizes: GroupSizes): Float32Array {
  const full = new Float32Array(sizes.cells * sizes.inputs * sizes.outputs)
  eachWeight(sizes, (from, to) => {
    full[to] = values[from] ?? 0
  })
  return full
}

/** The reverse of `blocksFromGroups`. */
export function groupsFromBlocks(values: Float32Array, sizes: GroupSizes): Float32Array {
  const grouped = new Float32Array(values.length / sizes.groups)
  eachWeight(sizes, (to, from) => {
    grouped[to] = values[from] ?? 0
  })
  return grouped
}
