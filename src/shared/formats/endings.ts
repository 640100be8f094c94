/** Endings of the files of models that can be read, for the system's dialogs. */
export const MODEL_ENDINGS = ['json', 'onnx', 'keras', 'h5', 'hdf5', 'safetensors', 'npz'] as const
