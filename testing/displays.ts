/** Displays that `npm test` has opened, one for each app that may run at the same time. */
export const displays = (): readonly string[] =>
  process.env['CONVSCOPE_DISPLAYS']?.split(' ').filter(Boolean) ?? []
