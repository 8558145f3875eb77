import {type Options} from 'yargs';
import {runFlags} from '../run/run-flags.js';
import {type readRunOptions, toList} from '../run/read-run-options.js';
import {invocationFlags} from '../watch/invocation-flags.js';
import {type FilesOptions} from './open-files.js';

const {local, 'data-dir': dataDir} = runFlags;

/** Options of every command about a run's files. */
export const fileFlags = {
	local,
	'data-dir': dataDir,
	...invocationFlags,
	prefix: {type: 'string', requiresArg: true, describe: 'Also look below this prefix of keys; / is the whole bucket; may be repeated'},
} as const satisfies Record<string, Options>;

type FileArguments = {
	readonly local: boolean;
	readonly dataDir: string | undefined;
	readonly invocationId: string;
	readonly timestamp: string | undefined;
	readonly prefix: string | readonly string[] | undefined;
};

/** What `readRunOptions` is given for a command that only looks. */
export const toRunArguments = <Arguments extends FileArguments>(argv: Arguments): Arguments & Omit<Parameters<typeof readRunOptions>[0], 'workflow' | 'workflowFile' | 'local' | 'dataDir'> => ({
	...argv, ci: true, trigger: false, keep: false, timeout: 120, checkInterval: 1, streamLogs: true, functionsDir: undefined,
});

/** Which run, and where to look. */
export const readFileOptions = ({invocationId, timestamp, prefix}: FileArguments): Pick<FilesOptions, 'invocationId' | 'timestamp' | 'prefixes'> =>
	({invocationId, timestamp, prefixes: toList(prefix)});

/** Splits the words behind a command into the document and names of files: where TEST_WORKFLOW_FILE names the document, all may be names. */
export const splitWords = (words: readonly string[], environmentFile: string | undefined): {readonly workflow: string | undefined; readonly names: readonly string[]} => {
	const [first, ...rest] = words;
	const isName = first !== undefined && !first.endsWith('.json') && environmentFile !== undefined && environmentFile !== '';
	return isName ? {workflow: undefined, names: words} : {workflow: first, names: rest};
};
