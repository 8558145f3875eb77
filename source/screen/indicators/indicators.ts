import {type RunStore} from '../../run/runner/run-store.js';
import {type Theme} from '../frame/theme.js';
import {type View} from '../frame/terminal/terminal-modes.js';
import {type Notification, renderEndNotification} from './end-notification.js';
import {createTabProgress, showsProgress} from './tab-progress.js';
import {createWindowTitle, hasWindowTitle, renderTitleText} from './window-title.js';

/** What the user wants to see of a run outside the screen itself. */
export type IndicatorOptions = {
	/**
	@default true, where the title can be given back
	*/
	readonly title?: boolean | undefined;
	/**
	@default true on terminals that are known to show it
	*/
	readonly progress?: boolean | undefined;
	/**
	@default 'bell' after a run of more than 30 seconds
	*/
	readonly notify?: Notification | undefined;
};

export type CreateIndicatorsOptions = {
	readonly store: Pick<RunStore, 'getSnapshot' | 'subscribe'>;
	readonly stdout: {readonly write: (text: string) => unknown};
	readonly env: Readonly<Record<string, string | undefined>>;
	readonly theme: Theme;
	readonly cleanText: (text: string) => string;
	readonly wanted: IndicatorOptions;
};

/** Title, tab progress and bell: shown while open. The end of a run is told also while the terminal is somebody else's. */
export type Indicators = View & {readonly dispose: () => void};

/** A view that shows them, too. */
export const withIndicators = (view: View, indicators: Indicators): View => ({
	open() {
		indicators.open();
		view.open();
	},
	close() {
		view.close();
		indicators.close();
	},
});

/** Creates what tells of a run outside the screen; nothing of it on a dumb terminal. */
export const createIndicators = ({store, stdout, env, theme, cleanText, wanted}: CreateIndicatorsOptions): Indicators => {
	const isDumb = env['TERM'] === 'dumb';
	const title = wanted.title !== false && hasWindowTitle(env) ? createWindowTitle(stdout) : undefined;
	const progress = (wanted.progress ?? showsProgress(env)) && !isDumb ? createTabProgress(stdout, env) : undefined;
	let isOpen = false;
	let wasRunning = store.getSnapshot().outcome === 'RUNNING';
	const update = (): void => {
		const state = store.getSnapshot();
		if (isOpen) {
			title?.set(renderTitleText(state, theme, cleanText));
			progress?.set(state);
		}

		const isRunning = state.outcome === 'RUNNING';
		const notification = wasRunning && !isRunning && !isDumb ? renderEndNotification(state, wanted.notify, env, cleanText) : '';
		if (notification !== '') {
			stdout.write(notification);
		}

		wasRunning = isRunning;
	};

	const unsubscribe = store.subscribe(update);
	return {
		open() {
			isOpen = true;
			update();
		},
		close() {
			isOpen = false;
			title?.restore();
			progress?.remove();
		},
		dispose: unsubscribe,
	};
};
