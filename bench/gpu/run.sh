#!/usr/bin/env bash
# Verifies the parts next to this script, unpacks what is not unpacked yet, and runs the training benchmark:
#   bash run.sh [--unpack-only] [the benchmark's options; see --help]
# Without --device it takes the GPU where a driver answers, else the CPU. Needs bash, tar, sha256sum, and xz or python3.
set -euo pipefail
cd "$(dirname "$0")"
here=$PWD

unxz() { if command -v xz >/dev/null; then xz --decompress --stdout; else python3 -c 'import lzma, shutil, sys; shutil.copyfileobj(lzma.open(sys.stdin.buffer), sys.stdout.buffer)'; fi; }

# A component is complete when every part in the list is here and has its sum.
unpack() {
  local name=$1 list
  [ -e "unpacked/$name.done" ] && return 0
  list=$(grep -E "  $name\.tar\.xz\.[0-9]+$" parts.sha256) || return 1
  while read -r _ file; do [ -e "$file" ] || { echo "run.sh: $file is missing" >&2; return 1; }; done <<<"$list"
  sha256sum --check --quiet <<<"$list" || { echo "run.sh: parts of $name are damaged: carry them over again" >&2; exit 1; }
  echo "Unpacking $name" >&2
  cat $(awk '{print $2}' <<<"$list") | unxz | tar -x -C unpacked
  touch "unpacked/$name.done"
}

mkdir -p unpacked
for name in node bench data tensorflow; do
  unpack "$name" || { echo "run.sh: $name is needed; its parts must be next to this script" >&2; exit 1; }
done
for name in $(sed -E 's/.*  (.*)\.tar\.xz\.[0-9]+$/\1/' parts.sha256 | sort -u); do unpack "$name" || true; done

# NVIDIA's libraries that were left out: those of this machine's Python packages (CUDA 12: nvidia/<library>/lib, 13: nvidia/cu13/lib), under the names
# that TensorFlow opens. A library of CUDA 13 under a name of CUDA 12 is an attempt, for want of the right one.
folders=$(python3 - 2>/dev/null <<'P' || true
import glob, sys
print("\n".join(sorted({f for p in sys.path for f in glob.glob(p + "/nvidia/*/lib")})))
P
)
mkdir -p linked
link() {
  local wanted=$1 name folder
  shift
  ls unpacked/nvidia/*/lib/"$wanted" >/dev/null 2>&1 && return 0
  for name in "$wanted" "$@"; do
    for folder in $folders /usr/local/cuda/lib64 /usr/lib/x86_64-linux-gnu; do
      if [ -e "$folder/$name" ]; then ln -sfn "$folder/$name" "linked/$wanted"; return 0; fi
    done
  done
  echo "run.sh: $wanted is neither in the bundle nor on this machine" >&2
}
link libcudart.so.12 libcudart.so.13
link libcublas.so.12 libcublas.so.13
link libcublasLt.so.12 libcublasLt.so.13
link libcufft.so.11 libcufft.so.12
link libcurand.so.10
link libcusolver.so.11 libcusolver.so.12
link libcusparse.so.12
link libcudnn.so.9
link libnccl.so.2
link libcupti.so.12 libcupti.so.13
link libnvJitLink.so.12 libnvJitLink.so.13
link libnvrtc.so.12 libnvrtc.so.13

[ "${1:-}" = --unpack-only ] && exit 0
device=cpu
if nvidia-smi >/dev/null 2>&1 || [ -e /proc/driver/nvidia/version ]; then device=gpu; fi
case " $* " in *" --device "*) chosen=() ;; *) chosen=(--device "$device") ;; esac
unpacked_libraries=$(ls -d "$here"/unpacked/nvidia/*/lib 2>/dev/null | paste -sd: || true)
export LD_LIBRARY_PATH="$here/linked:$unpacked_libraries:$(paste -sd: <<<"$folders"):${LD_LIBRARY_PATH:-}"
export CONVSCOPE_BINDING="$here/unpacked/tensorflow/tfjs_binding.node" CONVSCOPE_CACHE="$here/unpacked"
exec "$here/unpacked/node/node" "$here/unpacked/bench/training.cjs" "${chosen[@]}" "$@"
