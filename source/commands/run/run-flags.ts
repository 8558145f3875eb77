import {type Options} from 'yargs';
import {screenFlags} from './screen-flags.js';

/** Options that every command that runs or watches a workflow takes. */
export const runFlags = {
	'workflow-file': {type: 'string', describe: 'Path of the workflow document; the same as the positional'},
	ci: {type: 'boolean', default: false, describe: 'Plain lines instead of the screen; the default without a terminal'},
	local: {type: 'boolean', default: false, describe: 'Run on a local cloud on this machine, without any account'},
	reporter: {type: 'string', requiresArg: true, describe: 'Plain lines, for pipelines: lines, github, json or junit; name=FILE for a file; may be given several times'},
	events: {type: 'string', requiresArg: true, describe: 'Record the run in this file, for faasr-tui replay'},
	test: {type: 'string', requiresArg: true, describe: 'Run this test file beside the workflow and show its assertions'},
	'fail-fast': {type: 'boolean', default: false, describe: 'Cancel the rest as soon as a function fails'},
	trigger: {type: 'boolean', default: false, describe: 'Trigger at once instead of waiting for the key t'},
	timeout: {type: 'number', default: 120, describe: 'Seconds without any change after which the run is given up'},
	'check-interval': {type: 'number', default: 1, describe: 'Seconds between two looks at the bucket'},
	'stream-logs': {type: 'boolean', default: true, describe: 'Show the functions\' logs'},
	'run-log': {type: 'boolean', default: false, describe: 'With plain lines: show what functions print, too'},
	'functions-dir': {type: 'string', describe: 'Local cloud: folder with the functions\' files'},
	'data-dir': {type: 'string', describe: 'Local cloud: folder that keeps its data between runs'},
	keep: {type: 'boolean', default: false, describe: 'Local cloud: leave its temporary folder in place'},
	...screenFlags,
} as const satisfies Record<string, Options>;
