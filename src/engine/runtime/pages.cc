// Gives the system back the memory that pages of this program's and its libraries' files take: the program that loads
// libtensorflow touches 280 MB of its file, most of them once, where the linker looks symbols up and kernels are registered.
#include <link.h>
#include <node_api.h>
#include <sys/mman.h>
#include <unistd.h>

namespace {

// Whether the linker wrote into the program's read-only parts: what it wrote is nowhere else.
bool has_text_relocations(const dl_phdr_info& object) {
  for (int i = 0; i < object.dlpi_phnum; i++) {
    const ElfW(Phdr)& header = object.dlpi_phdr[i];
    if (header.p_type != PT_DYNAMIC) continue;
    for (auto entry = reinterpret_cast<const ElfW(Dyn)*>(object.dlpi_addr + header.p_vaddr); entry->d_tag != DT_NULL; entry++) {
      if (entry->d_tag == DT_TEXTREL || (entry->d_tag == DT_FLAGS && (entry->d_un.d_val & DF_TEXTREL))) return true;
    }
  }
  return false;
}

// Lets go of the pages of an object's read-only segments; the next touch maps a page again, mostly from the system's cache of the file.
int release_object(dl_phdr_info* object, size_t, void* total) {
  // The program itself has no name here, a library its path; what the kernel lends (linux-vdso.so.1) is no file.
  const bool is_file = object->dlpi_name[0] == '\0' || object->dlpi_name[0] == '/';
  if (!is_file || has_text_relocations(*object)) return 0;
  const ElfW(Addr) page = static_cast<ElfW(Addr)>(sysconf(_SC_PAGESIZE));
  for (int i = 0; i < object->dlpi_phnum; i++) {
    const ElfW(Phdr)& segment = object->dlpi_phdr[i];
    if (segment.p_type != PT_LOAD || (segment.p_flags & PF_W)) continue;
    const ElfW(Addr) start = object->dlpi_addr + segment.p_vaddr;
    // Whole pages only: the next segment's data may begin in the last one.
    const ElfW(Addr) first = (start + page - 1) & ~(page - 1), end = (start + segment.p_memsz) & ~(page - 1);
    if (end > first && madvise(reinterpret_cast<void*>(first), end - first, MADV_DONTNEED) == 0) {
      *static_cast<double*>(total) += static_cast<double>(end - first);
    }
  }
  return 0;
}

// release(): number, the bytes of the segments that were let go of
napi_value release(napi_env env, napi_callback_info) {
  double total = 0;
  dl_iterate_phdr(release_object, &total);
  napi_value result = nullptr;
  napi_create_double(env, total, &result);
  return result;
}

}  // namespace

NAPI_MODULE_INIT() {
  napi_value function = nullptr;
  napi_create_function(env, "release", NAPI_AUTO_LENGTH, release, nullptr, &function);
  napi_set_named_property(env, exports, "release", function);
  return exports;
}
