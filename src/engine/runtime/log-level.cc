// libtensorflow reads TF_CPP_MIN_LOG_LEVEL too late for the first lines of its own start-up, which therefore came with
// every command. Its log asks this function what to let through: the binding, which is compiled with this file, comes
// first where the linker looks the name up, so that the level holds from the first line on. Warnings and errors pass as
// the level says; nothing else of the log is changed.
#include <cstdlib>

namespace absl {
// The version of Abseil in the pinned libtensorflow; with another one this function is asked nothing, and a test says so.
inline namespace lts_20250814 {

// As in absl/base/log_severity.h.
enum class LogSeverityAtLeast : int { kInfo = 0, kWarning = 1, kError = 2, kFatal = 3 };

LogSeverityAtLeast MinLogLevel() {
  const char* level = std::getenv("TF_CPP_MIN_LOG_LEVEL");
  return static_cast<LogSeverityAtLeast>(level == nullptr ? 0 : std::atoi(level));
}

}  // namespace lts_20250814
}  // namespace absl
