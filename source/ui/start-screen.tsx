import {render} from 'ink';
import {type JSX, useLayoutEffect} from 'react';
import {sanitizeLine} from '../core/text/sanitize.js';
import {enterAlternateScreen} from './alternate-screen.js';
import {App} from './app.js';
import {createClipboard} from './clipboard.js';
import {CrashBoundary} from './crash-boundary.js';
import {createFramePainter} from './frame-painter.js';
import {type AppProps} from './screen-options.js';
import {createTheme, detectTerminal, type Theme} from './theme.js';

/** What `startScreen` needs. */
export type ScreenOptions = Pick<AppProps, 'store' | 'actions' | 'cloudLabel' | 'quitSentence' | 'clock'> & {
	/** A terminal that can be put into raw mode. */
	readonly stdin: NodeJS.ReadStream;
	readonly stdout: NodeJS.WriteStream;
	/**
	What the terminal can show is read from here: NO_COLOR, TERM, LC_ALL, LC_CTYPE, LANG.

	@default {}
	*/
	readonly env?: Readonly<Record<string, string | undefined>>;
	/**
	@default The theme that fits `env`.
	*/
	readonly theme?: Theme;
	/**
	Makes text from elsewhere safe to show. Pass one that masks secrets too, after sanitising.

	@default sanitizeLine
	*/
	readonly cleanText?: (text: string) => string;
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
	const {stdin, stdout, env = {}, cleanText = sanitizeLine} = options;
	const painter = createFramePainter(stdout);
	const notices = createNotices();
	const exit = createExit();
	const ink: {unmount?: () => void} = {};
	const terminal = enterAlternateScreen(stdout, () => {
		stdout.off('resize', painter.repaint);
		painter.close();
		ink.unmount?.();
	});
	const close = (): void => {
		terminal.leave();
		// The empty write comes back when all that was written before it has gone out.
		stdout.write('', () => {
			exit.settle();
		});
	};

	const onCrash = (error: unknown): void => {
		exit.fail(error);
		// React is in the middle of drawing, and Ink cannot be unmounted from there.
		queueMicrotask(close);
	};

	// Before Ink's and the components' listeners, so that the frame they draw for the new size is painted whole.
	stdout.on('resize', painter.repaint);
	const {unmount} = render(
		<Restorer onUnmount={terminal.leave}>
			<CrashBoundary onCrash={onCrash}>
				<App
					{...options}
					cleanText={cleanText}
					copyText={createClipboard(stdout, env).copy}
					subscribeNotices={notices.subscribe}
					terminal={painter.stream}
					theme={options.theme ?? createTheme(detectTerminal(env))}
					onCrash={onCrash}
				/>
			</CrashBoundary>
		</Restorer>,
		{stdin, stdout: painter.stream, debug: true, exitOnCtrlC: false, patchConsole: false, isScreenReaderEnabled: false},
	);
	ink.unmount = unmount;
	return {close, say: notices.say, waitUntilExit: exit.wait};
};

/** Gives the terminal back when Ink unmounts on its own: at a signal that nobody else listens to. */
const Restorer = ({onUnmount, children}: {readonly onUnmount: () => void; readonly children: JSX.Element}): JSX.Element => {
	useLayoutEffect(() => onUnmount, [onUnmount]);
	return children;
};

const createNotices = () => {
	const listeners = new Set<(text: string) => void>();
	return {
		say(text: string): void {
			for (const listener of listeners) {
				listener(text);
			}
		},
		subscribe(listener: (text: string) => void): () => void {
			listeners.add(listener);
			return () => {
				listeners.delete(listener);
			};
		},
	};
};

/** One end, good or bad: the first error counts. */
const createExit = () => {
	const waiting: Array<() => void> = [];
	let isSettled = false;
	let failure: {readonly error: unknown} | undefined;
	return {
		fail(error: unknown): void {
			failure ??= {error};
		},
		settle(): void {
			isSettled = true;
			for (const resolve of waiting.splice(0)) {
				resolve();
			}
		},
		async wait(): Promise<void> {
			if (!isSettled) {
				await new Promise<void>(resolve => {
					waiting.push(resolve);
				});
			}

			if (failure) {
				throw failure.error;
			}
		},
	};
};
