import process from 'node:process';
import {render} from 'ink';
import {type JSX, useLayoutEffect} from 'react';
import {sanitizeLine} from '../core/text/sanitize.js';
import {createAlternateScreen} from './frame/terminal/alternate-screen.js';
import {App} from './app.js';
import {createClipboard} from './frame/terminal/clipboard.js';
import {LineBoardContext} from './frame/lines.js';
import {CrashBoundary} from './frame/crash-boundary.js';
import {createFramePainter, type FramePainter} from './frame/frame-painter.js';
import {defaultKeymap, type Keymap} from './keys/keymap.js';
import {createNotices} from './notices.js';
import {paceNews} from './frame/pace-news.js';
import {type ThemeName} from './frame/palettes.js';
import {type AppProps} from './screen-options.js';
import {type ScreenControls} from './screen-controls.js';
import {createLinesView} from './lines/lines-view.js';
import {type LineStream} from './lines/line-stream.js';
import {catchCrashes} from './frame/terminal/catch-crashes.js';
import {createExit} from './frame/terminal/create-exit.js';
import {createJobControl, type JobControl} from './frame/terminal/job-control.js';
import {createKeyboard} from './frame/terminal/keyboard.js';
import {createIndicators, type IndicatorOptions, withIndicators} from './indicators/indicators.js';
import {createShownClock} from './frame/terminal/shown-clock.js';
import {takeTerminal, type TerminalModes, type View} from './frame/terminal/terminal-modes.js';
import {detectGraphics} from './picture/render-graphics.js';
import {createTextCleaner} from './frame/text/create-text-cleaner.js';
import {createTheme, detectTerminal} from './frame/theme.js';

/** What `startScreen` needs. */
export type ScreenOptions = Pick<AppProps, 'store' | 'actions' | 'cloudLabel' | 'quitSentence' | 'clock' | 'openUrl' | 'before' | 'logTools' | 'fileTools' | 'losesFiles' | 'assertions'> & {
	/** A terminal that can be put into raw mode. */
	readonly stdin: NodeJS.ReadStream;
	readonly stdout: NodeJS.WriteStream;
	/** The run as lines, for the key that leaves the screen for them. */
	readonly lines: LineStream;
	/**
	What the terminal can show is read from here: NO_COLOR, TERM, LC_ALL, LC_CTYPE, LANG.

	@default {}
	*/
	readonly env?: Readonly<Record<string, string | undefined>>;
	/**
	The keys as the user has bound them.

	@default defaultKeymap
	*/
	readonly keymap?: Keymap;
	/**
	@default 'default'
	*/
	readonly themeName?: ThemeName | undefined;
	/** What is shown of the run outside the screen. */
	readonly indicators?: IndicatorOptions;
	/**
	Makes text from elsewhere safe to show. Pass one that masks secrets too, after sanitising.

	@default sanitizeLine
	*/
	readonly cleanText?: (text: string) => string;
	/** Told when there is no terminal any more. */
	readonly onHangUp?: () => void;
	/**
	@default SIGTSTP and SIGCONT of this process
	*/
	readonly jobs?: JobControl;
};

/** A screen that is on. */
export type RunningScreen = {
	/** Resolves when the terminal has been given back; rejects with what a component or key handler threw. */
	readonly waitUntilExit: () => Promise<void>;
	/** Gives the terminal back. May be called at any time and more than once. */
	readonly close: () => void;
	/** Shows one line in the footer until the next key, for instance why a trigger failed. */
	readonly say: (text: string) => void;
};

/** Opens the screen over the terminal and draws the run until `close` is called. */
export const startScreen = (options: ScreenOptions): RunningScreen => {
	const {stdin, stdout, env = {}} = options;
	const theme = createTheme({...detectTerminal(env), ...(options.themeName && {name: options.themeName})});
	const cleanText = createTextCleaner(options.cleanText, theme);
	const clean = options.cleanText ?? sanitizeLine;
	const clipboard = createClipboard(stdout, env);
	const painter = createFramePainter(stdout);
	const keyboard = createKeyboard(stdin, stdout, options.onHangUp);
	const notices = createNotices();
	const {clock, setShown} = createShownClock(options.clock);
	const news = paceNews(options.store, clock);
	const exit = createExit(stdout);
	const {close} = exit;
	const onCrash = (error: unknown): void => {
		exit.fail(error);
		// React is in the middle of drawing, and Ink cannot be unmounted from there.
		queueMicrotask(close);
	};

	const screen = createScreenView(painter, setShown);
	const indicators = createIndicators({...options, env, theme, cleanText, wanted: options.indicators ?? {}});
	const lines = createLinesView(options, {keyboard, notices, onCrash, getTerminal: () => terminal});
	const terminal: TerminalModes = takeTerminal({
		view: 'screen', keyboard, alternateScreen: createAlternateScreen(stdout), jobs: options.jobs ?? createJobControl(process), views: {screen: withIndicators(screen, indicators), lines: withIndicators(lines, indicators)},
	});
	let unmount = (): void => undefined;
	exit.add(() => {
		unmount();
	});
	// The terminal last, so that it is given back before anything else ends.
	for (const end of [listenForResize(stdout, painter.repaint), catchCrashes(process, onCrash), news.close, indicators.dispose, painter.close, terminal.close]) {
		exit.add(end);
	}

	({unmount} = render(
		<Restorer onUnmount={close}>
			<CrashBoundary onCrash={onCrash}>
				<LineBoardContext value={painter.board}>
					<App
						{...options}
						store={news.store}
						cleanText={cleanText}
						keymap={options.keymap ?? defaultKeymap}
						clock={clock}
						controls={createControls(terminal)}
						copyText={text => clipboard.copy(text.split('\n').map(line => clean(line)).join('\n'))}
						subscribeNotices={notices.subscribe}
						subscribePastes={keyboard.onPaste}
						setCursor={painter.setCursor}
						terminal={painter.terminal}
						theme={theme}
						graphics={theme.colors === 'none' ? undefined : detectGraphics(env)}
						onCrash={onCrash}
						onFrame={news.noteFrame}
					/>
				</LineBoardContext>
			</CrashBoundary>
		</Restorer>,
		{stdin: keyboard.screenInput, stdout: painter.stream, debug: true, exitOnCtrlC: false, patchConsole: false, isScreenReaderEnabled: false},
	));
	return {close, say: notices.say, waitUntilExit: exit.wait};
};

const createScreenView = (painter: FramePainter, setShown: (isShown: boolean) => void): View => ({
	open() {
		setShown(true);
		painter.repaint();
	},
	close() {
		setShown(false);
		painter.pause();
	},
});

// Before Ink's and the components' listeners, so that the frame they draw for the new size is painted whole.
const listenForResize = (stdout: NodeJS.WriteStream, onResize: () => void): (() => void) => {
	stdout.on('resize', onResize);
	return () => {
		stdout.off('resize', onResize);
	};
};

const createControls = (terminal: TerminalModes): ScreenControls => ({
	suspend: terminal.suspend,
	withTerminal: terminal.withTerminal,
	showLines() {
		terminal.show('lines');
	},
});

/** Gives the terminal back when Ink unmounts on its own: at a signal that nobody else listens to. */
const Restorer = ({onUnmount, children}: {readonly onUnmount: () => void; readonly children: JSX.Element}): JSX.Element => {
	useLayoutEffect(() => onUnmount, [onUnmount]);
	return children;
};
