#!/bin/sh
# Registers a FaaSr workflow's actions with GitHub Actions: ./register_workflow.sh --workflow-file main.json
# Relative paths are those of the folder it is called from; "faasr-tui register --help" lists the options.
set -eu
folder=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
if [ ! -f "$folder/dist/bin/faasr-tui.js" ]; then
	(cd "$folder" && npm run --silent build) >&2
fi
exec node "$folder/dist/bin/faasr-tui.js" register "$@"
