import process from 'node:process';
import {type RunningScreen, type ScreenOptions} from '../../screen/start-screen.js';
import {type OpenRunner} from './create-runner.js';
import {type RunOptions} from './run-options.js';
import {createOpenSafely} from './screen-programs.js';

/** With the variable the token is from; all of them would leave the label no room. */
const describeLabel = ({cloudLabel, isLocalByDefault, credentialNames: [token]}: OpenRunner): string => {
	const origin = isLocalByDefault ? 'no credentials set' : token;
	return origin === undefined ? cloudLabel : `${cloudLabel} (${origin})`;
};

/** What of the screen is not known from the options alone. */
type ScreenParts = Required<Pick<ScreenOptions, 'actions' | 'cleanText' | 'lines' | 'keymap' | 'logTools' | 'before' | 'assertions' | 'onHangUp'>>;

/** Shows the screen, or the lines in its place. */
export type StartScreen = (options: ScreenOptions) => RunningScreen;

/** Loads the screen, or the lines for those who cannot use one. */
export const loadScreen = async ({screen: wishes}: RunOptions): Promise<StartScreen> => {
	if (wishes?.isAccessible === true) {
		const {startLines} = await import('../../screen/accessible/start-lines.js');
		return startLines;
	}

	const {startScreen} = await import('../../screen/start-screen.js');
	return startScreen;
};

/** Opens the screen on this process's terminal. */
export const openScreen = (start: StartScreen, open: OpenRunner, {screen: wishes = {}, clock, env}: RunOptions, parts: ScreenParts): RunningScreen =>
	start({
		...parts,
		store: open.runner.store,
		cloudLabel: describeLabel(open),
		quitSentence: open.endsWithUs ? 'The local cloud stops with it.' : `The run continues on ${open.isLocal ? 'its local cloud' : open.cloudLabel}.`,
		clock,
		stdin: process.stdin,
		stdout: process.stdout,
		env,
		themeName: wishes.theme,
		signs: wishes,
		openUrl: open.isLocal ? undefined : createOpenSafely(open, env),
	});
