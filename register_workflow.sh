#!/bin/sh
# Registers a FaaSr workflow's actions with GitHub Actions: ./register_workflow.sh --workflow-file main.json
# Relative paths are those of the folder it is called from; "faasr-tui register --help" lists the options.
set -eu
folder=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
# Builds it where it is missing or older than its sources; an installed package has no sources.
if [ -d "$folder/source" ]; then
	node "$folder/source/build/ensure-built.mjs"
fi
exec node "$folder/dist/bin/faasr-tui.js" register "$@"
