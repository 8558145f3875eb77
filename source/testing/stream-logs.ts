import process from 'node:process';
import {type WorkflowRunner} from '../run/runner/workflow-runner.js';

/** Writes the functions' log lines to stderr as they are read, where no test reporter expects its own. */
export const streamLogs = (runner: WorkflowRunner, clean: (text: string) => string): void => {
	runner.subscribe(event => {
		if (event.type === 'log.grew') {
			const lines = event.entries.filter(({isNoise}) => !isNoise).map(({node, text}) => `${clean(node)} | ${clean(text)}\n`);
			process.stderr.write(lines.join(''));
		} else if (event.type === 'run.warned') {
			process.stderr.write(`Warning: ${clean(event.message)}\n`);
		}
	});
};
