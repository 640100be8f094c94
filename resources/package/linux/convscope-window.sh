#!/bin/sh
# Opens Convscope's window, if Chromium can sandbox its processes; says what to do otherwise.
here=$(dirname "$(readlink -f "$0")")

case " $* " in
  *" --no-sandbox "*) told=yes ;;
  *) told=no ;;
esac

if [ "$(id -u)" = 0 ] && [ $told = no ]; then
  echo "convscope-window: You are root. Chromium cannot sandbox its processes for root, so Convscope does not start." >&2
  echo "  Start it as an ordinary user, or start it without the sandbox: convscope-window --no-sandbox" >&2
  exit 1
fi

usable() {
  [ -u "$here/chrome-sandbox" ] && [ "$(stat -c %u "$here/chrome-sandbox")" = 0 ] && return 0
  command -v unshare > /dev/null || return 0
  unshare --user --map-root-user true 2> /dev/null
}

if [ $told = no ] && ! usable; then
  echo "convscope-window: This system forbids user namespaces, so Chromium's sandbox needs its helper set up once:" >&2
  echo "  sudo chown root:root '$here/chrome-sandbox' && sudo chmod 4755 '$here/chrome-sandbox'" >&2
  exit 1
fi

exec "$here/convscope-electron" "$@"
