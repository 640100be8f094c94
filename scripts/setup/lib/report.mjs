/** The set-up prints to stderr: stdout belongs to the command that the user typed. */
export const say = (line) => process.stderr.write(`${line}\n`)

export const megabytes = (bytes) => `${(bytes / 1e6).toFixed(bytes < 1e7 ? 1 : 0)} MB`

export function duration(seconds) {
  const whole = Math.max(0, Math.round(seconds))
  return whole < 60 ? `${whole} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`
}

/**
 * The line that a progress shows: amount, share and time left at the mean speed so far; total 0
 * means unknown.
 */
export function progressLine(label, done, total, elapsedSeconds) {
  if (!total) return `${label}: ${megabytes(done)}`
  const left = done > 0 ? ` · ${duration(((total - done) * elapsedSeconds) / done)} left` : ''
  return `${label}: ${megabytes(done)} of ${megabytes(total)} · ${Math.floor((done / total) * 100)} %${left}`
}

/**
 * A progress that redraws one line on a terminal and prints a plain line every ten seconds
 * elsewhere (logs stay short). `resumedAt` bytes were there before, so they do not count for the
 * speed.
 */
export function progress(label, total = 0, resumedAt = 0, stream = process.stderr) {
  const began = Date.now()
  const interval = stream.isTTY ? 100 : 10_000
  let shownAt = stream.isTTY ? 0 : began
  let done = resumedAt
  if (!stream.isTTY)
    stream.write(
      resumedAt ? `${label}, continuing from ${megabytes(resumedAt)} …\n` : `${label} …\n`,
    )
  const show = (end) => {
    const line = progressLine(
      label,
      done - resumedAt,
      total ? total - resumedAt : 0,
      (Date.now() - began) / 1000,
    )
    stream.write(stream.isTTY ? `\r\u001b[K${line}${end ? '\n' : ''}` : `${line}\n`)
    shownAt = Date.now()
  }
  return {
    add(bytes) {
      done += bytes
      if (Date.now() - shownAt >= interval) show(false)
    },
    end() {
      if (stream.isTTY || shownAt !== began) show(true)
    },
  }
}
