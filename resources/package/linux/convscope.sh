#!/bin/sh
# Convscope's command line, on the Node that the package brings.
engine=$(dirname "$(dirname "$(readlink -f "$0")")")
: "${CONVSCOPE_RESOURCES:=$engine/resources}"
: "${CONVSCOPE_NODE:=$engine/bin/node}"
export CONVSCOPE_RESOURCES CONVSCOPE_NODE
CONVSCOPE_PACKAGE=$engine exec "$engine/bin/node" "$engine/main/cli.js" "$@"
