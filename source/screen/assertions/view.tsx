import {type JSX} from 'react';
import {type AssertionStore} from '../../testing/assertions/assertion-store.js';
import {getPageTop} from '../overlay/overlay-state.js';
import {type Theme} from '../frame/theme.js';
import {Lines} from '../frame/lines.js';
import {renderPage} from '../frame/render-page.js';
import {type PaneProps} from '../pane-props.js';
import {renderAssertions} from './render-assertions.js';

type Source = {
	/** What `--test` has asserted so far; absent without it. */
	readonly assertions?: AssertionStore | undefined;
	readonly columns: number;
	readonly theme: Theme;
	/** Makes text from elsewhere safe to show. */
	readonly cleanText: (text: string) => string;
};

const describeTitle = ({assertions, cleanText}: Source): string => {
	const state = assertions?.getSnapshot();
	if (state === undefined) {
		return 'TESTS';
	}

	const okCount = state.assertions.filter(({isOk}) => isOk).length;
	return `TESTS ${okCount}/${state.assertions.length} ok: ${cleanText(state.file)}`;
};

/** The assertions of the test file that was given with `--test`, as they stand now: finished lines, none without a test file. */
export const getAssertionLines = ({assertions, columns, theme, cleanText}: Source): readonly string[] =>
	assertions === undefined ? [] : renderAssertions({state: assertions.getSnapshot(), columns, cleanText}, theme);

export type AssertionsViewProps = PaneProps & Source & {
	/** First line in view. */
	readonly top: number;
};

/** The assertions in the upper pane, beside the log as every other view. */
export const AssertionsView = (props: AssertionsViewProps): JSX.Element => {
	const {top, height, columns, isFocused, theme} = props;
	const lines = getAssertionLines(props);
	const page = {title: describeTitle(props), lines, top: getPageTop({top}, lines.length, height), rows: height + 1, columns, isFocused};
	return <Lines columns={columns} lines={renderPage(page, theme)}/>;
};
