import process from 'node:process';
import {createInterface} from 'node:readline/promises';
import {FaasrTuiError} from '../../ports/errors/faasr-tui-error.js';

/** Asks a yes-or-no question in the terminal; anything but y or yes is no, and Ctrl+C ends the command. */
export const confirm = async (question: string): Promise<boolean> => {
	const prompt = createInterface({input: process.stdin, output: process.stdout});
	const interrupt = new AbortController();
	prompt.once('SIGINT', () => {
		interrupt.abort();
	});
	prompt.once('close', () => {
		interrupt.abort();
	});
	try {
		return /^\s*y(?:es)?\s*$/i.test(await prompt.question(`${question} [y/N] `, {signal: interrupt.signal}));
	} catch (error) {
		throw new FaasrTuiError('Nothing was registered: the question was left unanswered.', {code: 'cancelled', hint: 'Add --yes to register without being asked.', cause: error});
	} finally {
		prompt.close();
	}
};
