import { existsSync } from 'node:fs'

/**
 * The engine's TensorFlow comes from PyPI's wheels, pinned here by file name and SHA-256. A wheel
 * is used as an archive of shared libraries only: its Python version does not matter, so one file a
 * platform serves everyone.
 */
export const TENSORFLOW_VERSION = '2.21.0'

const cpu = {
  'linux-x64': [
    'tensorflow_cpu-2.21.0-cp311-cp311-manylinux_2_27_x86_64.whl',
    '2b847d217b02ee7731ed91431daf3250daa0196c3c94614d23be27232e6e5b6c',
    273_829_956,
  ],
  'linux-arm64': [
    'tensorflow-2.21.0-cp311-cp311-manylinux_2_27_aarch64.whl',
    '4b24aca16d527a3cf1c37f720c04c484c3d20f4d0fdfa98632ac8b9f3be6eb5c',
  ],
  'darwin-arm64': [
    'tensorflow-2.21.0-cp311-cp311-macosx_12_0_arm64.whl',
    '51f46f4806139d01fc7920cc72a4c75876f80649bf40ff083ab6212ceb43ca88',
  ],
}

const cuda = [
  'tensorflow-2.21.0-cp311-cp311-manylinux_2_27_x86_64.whl',
  '9056fbc9ba04235810b71ae6cbd958a196e8804fb53bbcffbf3e23b56155f124',
]

/**
 * What the extra `and-cuda` of that wheel asks for: CUDA 12 and cuDNN 9. Only a driver is then
 * needed on the machine.
 */
const nvidia = [
  [
    'nvidia_cublas_cu12-12.9.3.13-py3-none-manylinux_2_27_x86_64.whl',
    'd7d51055f161b317c7105ddaae90e71eda059026074ffef93cf7cde2886bfe72',
  ],
  [
    'nvidia_cuda_cupti_cu12-12.8.90-py3-none-manylinux2014_x86_64.manylinux_2_17_x86_64.whl',
    'ea0cb07ebda26bb9b29ba82cda34849e73c166c18162d3913575b0c9db9a6182',
  ],
  [
    'nvidia_cuda_nvcc_cu12-12.9.86-py3-none-manylinux2010_x86_64.manylinux_2_12_x86_64.whl',
    '5d6a0d32fdc7ea39917c20065614ae93add6f577d840233237ff08e9a38f58f0',
  ],
  [
    'nvidia_cuda_nvrtc_cu12-12.9.86-py3-none-manylinux2010_x86_64.manylinux_2_12_x86_64.whl',
    '210cf05005a447e29214e9ce50851e83fc5f4358df8b453155d5e1918094dcb4',
  ],
  [
    'nvidia_cuda_runtime_cu12-12.9.79-py3-none-manylinux2014_x86_64.manylinux_2_17_x86_64.whl',
    '25bba2dfb01d48a9b59ca474a1ac43c6ebf7011f1b0b8cc44f54eb6ac48a96c3',
  ],
  [
    'nvidia_cudnn_cu12-9.28.0.42-py3-none-manylinux_2_27_x86_64.whl',
    '9ff58b7f36dacd0a93e89f8f2957b52466889217963701daa15e577317cfa375',
  ],
  [
    'nvidia_cufft_cu12-11.4.1.4-py3-none-manylinux2014_x86_64.manylinux_2_17_x86_64.whl',
    'c67884f2a7d276b4b80eb56a79322a95df592ae5e765cf1243693365ccab4e28',
  ],
  [
    'nvidia_curand_cu12-10.3.10.19-py3-none-manylinux_2_27_x86_64.whl',
    '49b274db4780d421bd2ccd362e1415c13887c53c214f0d4b761752b8f9f6aa1e',
  ],
  [
    'nvidia_cusolver_cu12-11.7.5.82-py3-none-manylinux_2_27_x86_64.whl',
    '15da72d1340d29b5b3cf3fd100e3cd53421dde36002eda6ed93811af63c40d88',
  ],
  [
    'nvidia_cusparse_cu12-12.5.10.65-py3-none-manylinux2014_x86_64.manylinux_2_17_x86_64.whl',
    '73060ce019ac064a057267c585bf1fd5a353734151f87472ff02b2c5c9984e78',
  ],
  [
    'nvidia_nccl_cu12-2.32.3-py3-none-manylinux_2_27_x86_64.whl',
    'bb94b2348e4861d5e8aa00b36c3d12d9bdf9c6369b82cbb723de0b582280a21c',
  ],
  [
    'nvidia_nvjitlink_cu12-12.9.86-py3-none-manylinux2010_x86_64.manylinux_2_12_x86_64.whl',
    'e3f1171dbdc83c5932a45f0f4c99180a70de9bd2718c1ab77d14104f6d7147f9',
  ],
]

/** The two libraries, and only those C headers that the binding's sources reach (66 of 10,000). */
const libraryEntries = [
  /^tensorflow\/libtensorflow_cc\./,
  /^tensorflow\/libtensorflow_framework\./,
  /^tensorflow\/include\/tensorflow\/c\/.+\.h$/,
  /^tensorflow\/include\/tensorflow\/core\/platform\/ctstring/,
  /^tensorflow\/include\/tsl\/platform\/ctstring/,
  /^tensorflow\/include\/xla\/tsl\/c\//,
]

/**
 * Shared libraries, without the variants that are not used here; of the compiler, the assembler and
 * its device library.
 */
const nvidiaEntries =
  /^nvidia\/[^/]+\/lib\/lib(?!nvblas|cusolverMg|cufftw|nvrtc\.alt|nvrtc-builtins\.alt|checkpoint|pcsampling)[^/]+\.so(\.\d+)*$/
const compilerEntries = /^nvidia\/cuda_nvcc\/(bin\/ptxas|nvvm\/libdevice\/.+)$/

/** Project, version and platform out of a wheel's name (PEP 427), as pip wants to hear them. */
export function parseWheelName(file) {
  const [project, version, , , platforms] = file.replace(/\.whl$/, '').split('-')
  return { project: project.replaceAll('_', '-'), version, platform: platforms.split('.').at(-1) }
}

/**
 * @typedef {{file: string, sha256: string, bytes: number, patterns: readonly RegExp[],
 *   project: string, version: string, platform: string}} Wheel `bytes` is 0 where it isn't known
 */

const wheel = ([file, sha256, bytes = 0], patterns) => ({
  file,
  sha256,
  bytes,
  patterns,
  ...parseWheelName(file),
})

/**
 * The wheels of a variant, or undefined where PyPI has none that serves (Windows' needs a Python to
 * load; Intel Macs' ended).
 * @param {'cpu' | 'cuda'} variant
 */
export function wheelsOf(variant, platform = process.platform, arch = process.arch) {
  const machine = `${platform}-${arch}`
  if (variant === 'cpu') return cpu[machine] && [wheel(cpu[machine], libraryEntries)]
  if (machine !== 'linux-x64') return undefined
  return [
    wheel(cuda, libraryEntries),
    ...nvidia.map((item) =>
      wheel(item, [item[0].startsWith('nvidia_cuda_nvcc') ? compilerEntries : nvidiaEntries]),
    ),
  ]
}

/**
 * Free disk space that a variant needs while it is unpacked, in bytes: wheels and libraries
 * together.
 */
export const spaceOf = (variant) => (variant === 'cuda' ? 11e9 : 1.3e9)

/** Signs of an NVIDIA driver that cost no process to look for. */
const driverFiles = [
  '/proc/driver/nvidia/version',
  '/usr/lib/x86_64-linux-gnu/libcuda.so.1',
  '/usr/lib64/libcuda.so.1',
  '/usr/lib/wsl/lib/libcuda.so.1',
]

export const hasDriverFiles = () => driverFiles.some((path) => existsSync(path))
