import { readJson } from '../../../src/libtensorflow/files.mjs'

/**
 * Counts out of a runner's JSON report. A runner that ended badly without a failed test (a file
 * that does not load, a crash, no report) counts as one failure: no failure may go unnoticed.
 * @returns {{passed: number, failed: number}}
 */
function judged(passed, failed, code) {
  return { passed, failed: failed === 0 && code !== 0 ? 1 : failed }
}

export function vitestTally(path, code) {
  const report = readJson(path)
  if (!report) return { passed: 0, failed: 1 }
  const unloadable = (report.testResults ?? []).filter(
    (file) => file.status === 'failed' && file.assertionResults.length === 0,
  ).length
  return judged(report.numPassedTests, report.numFailedTests + unloadable, code)
}

export function playwrightTally(path, code) {
  const stats = readJson(path)?.stats
  if (!stats) return { passed: 0, failed: 1 }
  return judged(stats.expected + stats.flaky, stats.unexpected, code)
}
