import {ask} from '../ask.js';

/** Asks a yes-or-no question in the terminal; anything but y or yes is no, and Ctrl+C ends the command. */
export const confirm = async (question: string): Promise<boolean> => /^\s*y(?:es)?\s*$/i.test(await ask(`${question} [y/N] `, {
	message: 'Nothing was registered: the question was left unanswered.', hint: 'Add --yes to register without being asked.',
}));
