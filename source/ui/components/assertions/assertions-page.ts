import {type KeyContext} from '../../handlers/key-context.js';
import {renderAssertions} from './render-assertions.js';

/** The title of the page of assertions: the test file, and how many of them hold. */
export const getAssertionsTitle = ({assertions, cleanText}: KeyContext): string => {
	const state = assertions?.getSnapshot();
	if (state === undefined) {
		return 'TESTS';
	}

	const okCount = state.assertions.filter(({isOk}) => isOk).length;
	return `TESTS ${okCount}/${state.assertions.length} ok: ${cleanText(state.file)}`;
};

/** The assertions of the test file that was given with `--test`, as they stand now. */
export const getAssertionLines = ({assertions, columns, theme, cleanText}: KeyContext): readonly string[] =>
	assertions === undefined ? [] : renderAssertions({state: assertions.getSnapshot(), columns, cleanText}, theme);
