import process from 'node:process';
import {createAlternateScreen} from '../frame/terminal/alternate-screen.js';
import {createNotices} from '../notices.js';
import {type RunningScreen, type ScreenOptions} from '../start-screen.js';
import {catchCrashes} from '../frame/terminal/catch-crashes.js';
import {createExit} from '../frame/terminal/create-exit.js';
import {createJobControl} from '../frame/terminal/job-control.js';
import {createKeyboard} from '../frame/terminal/keyboard.js';
import {takeTerminal, type TerminalModes, type View} from '../frame/terminal/terminal-modes.js';
import {createIndicators, withIndicators} from '../indicators/indicators.js';
import {createTextCleaner} from '../frame/text/create-text-cleaner.js';
import {createTheme, detectTerminal} from '../frame/theme.js';
import {createLinesView} from './lines-view.js';

const noView: View = {open: () => undefined, close: () => undefined};

/**
Tells the run in lines that are only ever added, and listens to single keys: for screen readers and braille displays.

No second screen, no cursor that moves, no spinner, and no title or progress unless they are asked for, because both are
read aloud at each change.
*/
export const startLines = (options: ScreenOptions): RunningScreen => {
	const {stdin, stdout, env = {}, indicators: wanted = {}} = options;
	const theme = createTheme(detectTerminal(env));
	const cleanText = createTextCleaner(options.cleanText, theme);
	// No sequence at all is written here, so pastes are not marked: only what fingers may have typed are keys.
	const keyboard = createKeyboard(stdin, {write: () => true}, options.onHangUp);
	const notices = createNotices();
	const exit = createExit(stdout);
	const onCrash = (error: unknown): void => {
		exit.fail(error);
		exit.close();
	};

	const indicators = createIndicators({
		...options, env, theme, cleanText, wanted: {...wanted, title: wanted.title ?? false, progress: wanted.progress ?? false},
	});
	const lines = createLinesView({...options, cleanText}, {keyboard, notices, onCrash, getTerminal: () => terminal, hasScreen: false});
	const terminal: TerminalModes = takeTerminal({
		view: 'lines', keyboard, alternateScreen: createAlternateScreen(stdout), jobs: options.jobs ?? createJobControl(process), views: {screen: noView, lines: withIndicators(lines, indicators)},
	});
	exit.add(catchCrashes(process, onCrash));
	exit.add(indicators.dispose);
	exit.add(terminal.close);
	return {close: exit.close, say: notices.say, waitUntilExit: exit.wait};
};
