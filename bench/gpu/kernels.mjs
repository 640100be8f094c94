import protobuf from 'protobufjs'
import { askLibrary } from '../../scripts/setup/lib/ask-library.mjs'

const PROGRAM = `
#include <cstdio>
#include "tensorflow/c/c_api.h"
// Its own header needs others that the package lacks.
extern "C" TF_Buffer* TF_GetAllRegisteredKernels(TF_Status*);
int main() {
  TF_Buffer* kernels = TF_GetAllRegisteredKernels(TF_NewStatus());
  fwrite(kernels->data, 1, kernels->length, stdout);
}`

/** The part of TensorFlow's kernel_def.proto and attr_value.proto that is read here. */
const SCHEMA = `
syntax = "proto3";
message KernelList { repeated KernelDef kernel = 1; }
message KernelDef {
  message AttrConstraint { string name = 1; AttrValue allowed_values = 2; }
  string op = 1; string device_type = 2; repeated AttrConstraint constraint = 3;
}
message AttrValue { message ListValue { repeated int32 type = 6; } ListValue list = 1; }`

/** Kernels of this name serve every kind of device. */
const EVERY_DEVICE = 'DEFAULT'

/**
 * Asks a libtensorflow which kernels it has; no GPU is needed for that.
 * @param {string} folder where the library and its headers lie
 * @returns {(node: { op: string, attr: Readonly<Record<string, { type?: number }>> }) => boolean}
 *   whether an operation can run on a GPU
 */
export function gpuKernels(folder) {
  const { kernel: all } = protobuf
    .parse(SCHEMA)
    .root.lookupType('KernelList')
    .decode(askLibrary(folder, PROGRAM).stdout)
  const onGpu = all.filter(({ deviceType }) => deviceType === 'GPU' || deviceType === EVERY_DEVICE)
  const kernels = new Map()
  for (const kernel of onGpu) kernels.set(kernel.op, [...(kernels.get(kernel.op) ?? []), kernel])
  return ({ op, attr }) =>
    (kernels.get(op) ?? []).some(({ constraint }) =>
      constraint.every(({ name, allowedValues }) =>
        allowedValues.list.type.includes(attr[name]?.type),
      ),
    )
}
