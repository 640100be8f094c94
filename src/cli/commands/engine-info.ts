import type { RegisterCommand } from '../command'

/** `convscope engine-info`: the built engine's answer for `doctor`; it loads TensorFlow. */
export const engineInfo: RegisterCommand = (program, act) => {
  program
    .command('engine-info', { hidden: true })
    .description('versions, devices, folders and data sets, for doctor')
    .action(
      act(async ({ output }) => {
        const [runtime, paths, datasets] = await Promise.all([
          import('../../engine/runtime/tensorflow'),
          import('../../engine/runtime/paths'),
          import('../../engine/datasets'),
        ])
        const { tensorflow, tfjs, variant, note, device, devices } = await runtime.engineInfo()
        output.document({
          tensorflow,
          tfjs,
          variant,
          ...(note === undefined ? {} : { note }),
          device,
          devices,
          paths: {
            cache: paths.cacheFolder(),
            runs: paths.runsFolder(),
            settings: paths.settingsFolder(),
          },
          datasets: await datasets.listDatasets(),
        })
      }),
    )
}
