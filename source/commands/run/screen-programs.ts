import {spawn} from 'node:child_process';
import process from 'node:process';
import {type StopSignal} from '../../ports/errors/exit-codes.js';
import {createOpenUrl} from '../../screen/open-url.js';
import {createLogTools} from './create-log-tools.js';
import {type OpenRunner} from './create-runner.js';
import {describeLogsCommand} from './describe-next-commands.js';
import {type RunOptions} from './run-options.js';
import {withoutValues} from './without-values.js';

/** Shows an address in the user's browser, unless there is a secret in it: it would stand on a command line. */
export const createOpenSafely = ({mask, credentialValues}: OpenRunner, env: RunOptions['env']): ((url: string) => Promise<boolean>) => {
	const openUrl = createOpenUrl({platform: process.platform, env, programEnv: withoutValues(process.env, credentialValues), spawn});
	return async url => mask(url) === url && openUrl(url);
};

/** What can be done with logs in other programs. While a pager has the terminal, its Ctrl+C reaches this process too: it is the pager's. */
export const connectLogTools = (open: OpenRunner, options: RunOptions, onSignal: (name: StopSignal) => void) => {
	const {runner, credentialValues} = open;
	const {env, signals} = options;
	const logTools = createLogTools({
		readRunLog: async node => runner.readRunLog(node),
		openWholeLogs: () => runner.openWholeLogs(),
		getLogsCommand: () => describeLogsCommand(open, options),
		env, programEnv: withoutValues(process.env, credentialValues), folder: process.cwd(),
	});
	const removeSignals = signals.onSignal(name => {
		if (!logTools.takeSignal(name)) {
			onSignal(name);
		}
	});
	return {logTools, removeSignals};
};
