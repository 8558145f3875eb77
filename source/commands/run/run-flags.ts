import {type Options} from 'yargs';
import {screenFlags} from './screen-flags.js';

/** Options that every command that runs or watches a workflow takes. */
export const runFlags = {
	'workflow-file': {type: 'string', describe: 'Path of the workflow document; the same as the positional'},
	ci: {type: 'boolean', default: false, describe: 'Plain lines instead of the screen; the default without a terminal'},
	local: {type: 'boolean', default: false, describe: 'Run on a local cloud on this machine, without any account'},
	reporter: {type: 'string', requiresArg: true, describe: 'Plain lines, for pipelines: lines, github, json or junit; name=FILE for a file; may be repeated'},
	events: {type: 'string', requiresArg: true, describe: 'Record the run in this file, for faasr-tui replay'},
	test: {type: 'string', requiresArg: true, describe: 'Run this test file beside the workflow and show its assertions'},
	'fail-fast': {type: 'boolean', default: false, describe: 'Cancel the rest as soon as a function fails'},
	trigger: {type: 'boolean', default: false, describe: 'Start immediately instead of waiting for t'},
	timeout: {type: 'number', default: 120, describe: 'Give up after this many seconds without any change'},
	'check-interval': {type: 'number', default: 1, describe: 'Polling interval for the bucket, in seconds'},
	'stream-logs': {type: 'boolean', default: true, describe: 'Show the functions\' logs'},
	'run-log': {type: 'boolean', default: false, describe: 'With plain lines: show what functions print, too'},
	'functions-dir': {type: 'string', describe: 'Local cloud: folder with the functions\' files'},
	'data-dir': {type: 'string', describe: 'Local cloud: folder that keeps its data between runs'},
	keep: {type: 'boolean', default: false, describe: 'Local cloud: keep its temporary folder'},
	...screenFlags,
} as const satisfies Record<string, Options>;
