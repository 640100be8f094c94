/** Whether `npm run test:exchange -- --quick` runs: fewer of each kind, for every change. */
export const isQuick = process.env['CONVSCOPE_EXCHANGE_QUICK'] !== undefined

/** All of them, or the first ones. */
export const first = <T>(count: number, all: readonly T[]): readonly T[] =>
  isQuick ? all.slice(0, count) : all

/** All of them, or these. */
export const only = <T>(chosen: readonly T[], all: readonly T[]): readonly T[] =>
  isQuick ? all.filter((each) => chosen.includes(each)) : all
