import process from 'node:process';
import {createInterface} from 'node:readline/promises';
import {FaasrTuiError} from '../ports/errors/faasr-tui-error.js';

/**
Asks in the terminal and gives the line that was typed.

@throws FaasrTuiError with code `cancelled` at Ctrl+C and at the end of the input, with the sentence of `refusal`.
*/
export const ask = async (question: string, refusal: {readonly message: string; readonly hint: string}): Promise<string> => {
	const prompt = createInterface({input: process.stdin, output: process.stdout});
	const interrupt = new AbortController();
	prompt.once('SIGINT', () => {
		interrupt.abort();
	});
	prompt.once('close', () => {
		interrupt.abort();
	});
	try {
		return await prompt.question(question, {signal: interrupt.signal});
	} catch (error) {
		throw new FaasrTuiError(refusal.message, {code: 'cancelled', hint: refusal.hint, cause: error});
	} finally {
		prompt.close();
	}
};
