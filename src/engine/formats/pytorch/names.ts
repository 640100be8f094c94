const words = (text: string): readonly string[] => text.trim().split(/\s+/)

/** Python's words, and what the code of `model.py` calls its own. */
const PYTHON = words(`
  False None True and as assert async await break class continue def del elif else except finally
  for from global if import in is lambda nonlocal not or pass raise return try while with yield
  case match self torch nn F Tensor OrderedDict Path load_file load x image windowed_means
  connect_channels local_response_norm WEIGHTS
`)

/** What every nn.Module and nn.Sequential has (`dir(nn.Sequential())`, PyTorch 2.14). */
const MODULE = words(`
  T_destination add_module append apply bfloat16 buffers call_super_init children compile cpu cuda
  double dump_patches eval extend extra_repr float forward get_buffer get_extra_state get_parameter
  get_submodule half insert ipu load_state_dict modules mtia named_buffers named_children
  named_modules named_parameters parameters pop register_backward_hook register_buffer
  register_forward_hook register_forward_pre_hook register_full_backward_hook
  register_full_backward_pre_hook register_load_state_dict_post_hook
  register_load_state_dict_pre_hook register_module register_parameter
  register_state_dict_post_hook register_state_dict_pre_hook requires_grad_ set_extra_state
  set_submodule share_memory state_dict to to_empty train training type xpu zero_grad
`)

/** What the attributes of a layer may have behind its name. */
const SUFFIXES = ['', '_gamma', '_beta', '_flat', '_scale', '_offset'] as const

/**
 * An attribute of a module for each layer: the id, as far as Python and PyTorch leave it free, else
 * with "_" behind it.
 */
export function pythonNames(ids: readonly string[]): ReadonlyMap<string, string> {
  const taken = new Set([...PYTHON, ...MODULE])
  const names = new Map<string, string>()
  for (const id of ids) {
    let name = id.replaceAll('-', '_')
    while (SUFFIXES.some((suffix) => taken.has(name + suffix))) name += '_'
    for (const suffix of SUFFIXES) taken.add(name + suffix)
    names.set(id, name)
  }
  return names
}

/** A class has no longer name. */
const LONGEST = 40

/** A class for a network's name: "LeNet, as in the book" is LeNetAsInTheBook. */
export function className(name: string): string {
  const parts = name.match(/[A-Za-z0-9]+/g) ?? []
  const joined = parts
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
    .join('')
    .slice(0, LONGEST)
  const isFree = /^[A-Z]/.test(joined) && !PYTHON.includes(joined)
  return isFree ? joined : `Network${joined}`
}
