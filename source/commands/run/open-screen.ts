import path from 'node:path';
import process from 'node:process';
import {findCredentials} from '../../clouds/credentials/find-credentials.js';
import {pickSettings} from '../../clouds/credentials/settings.js';
import {describeBriefly} from '../../ports/errors/describe-failure.js';
import {isFaasrTuiError} from '../../ports/errors/faasr-tui-error.js';
import {type BeforeCheck, type BeforeTrigger, collectChecks} from '../../screen/before/before-trigger.js';
import {type Keymap} from '../../screen/keys/keymap.js';
import {type RunningScreen, type ScreenOptions} from '../../screen/start-screen.js';
import {createLineStream} from '../../screen/lines/create-line-stream.js';
import {type AssertionStore} from '../../testing/assertions/assertion-store.js';
import {type RunSession} from './open-session.js';
import {type RunOptions} from './run-options.js';
import {createOpenSafely} from './screen-programs.js';
import {losesFiles} from './write-summary.js';

const describeError = (error: unknown): string => isFaasrTuiError(error)
	? describeBriefly(error)
	: `The preflight checks could not run: ${describeBriefly(error)}`;

/** Loaded here, so that nothing is looked at before the first frame. */
const findChecks = async function * ({isLocal}: RunSession, {loaded: {workflow, file}, functionsDir, clock, ...settings}: RunOptions, signal: AbortSignal): AsyncGenerator<BeforeCheck> {
	const {checkWeakSecrets} = await import('../../run/preflight/check-weak-secrets.js');
	const {document} = workflow;
	if (isLocal) {
		yield * checkWeakSecrets(document, settings);
		const {checkLocal} = await import('../../run/preflight/check-local.js');
		yield * checkLocal({workflow, documentDir: path.dirname(file), functionsDir, secrets: pickSettings(settings, document)});
		return;
	}

	const {checkGithub} = await import('../../run/preflight/check-github.js');
	const credentials = findCredentials(document, settings);
	yield * checkWeakSecrets(document, settings, credentials.used);
	yield * checkGithub({document, workflowFile: file, credentials, apiUrl: credentials.apiUrl, clock}, signal);
};

/** Looks, in the background, at what the run depends on, as `doctor` does: interpreters and functions here, or GitHub and the data stores. */
export const checkBefore = (session: RunSession, options: RunOptions, signal: AbortSignal): BeforeTrigger => collectChecks({
	// Nothing on this machine needs what a template left to fill in.
	warnings: options.loaded.warnings.filter(({code}) => !session.isLocal || code !== 'placeholder'),
	checks: findChecks(session, options, signal), describeError, signal,
});

const describeOpening = ({runner, cloudLabel}: RunSession, {screen}: RunOptions, {nameKey}: Keymap): string => {
	const {workflow, outcome} = runner.store.getSnapshot();
	const start = outcome === 'IDLE' ? `${nameKey('trigger')} triggers it, ` : '';
	const back = screen?.isAccessible === true ? '' : `${nameKey('stream')} returns to the screen, `;
	const keys = `${start}${back}${nameKey('quit')} leaves, press ${nameKey('help')} for keys`;
	return `${workflow.name} on ${cloudLabel}, ${workflow.nodes.length} nodes: ${keys}`;
};

/** The line stream that `s` leads to, and the whole of the accessible mode. */
export const openLines = (session: RunSession, options: RunOptions, keymap: Keymap, getTests: () => AssertionStore | undefined) => {
	const {runner, mask, cloudLabel} = session;
	return createLineStream({
		feed: {store: runner.store, subscribe: listener => runner.subscribe(listener)},
		output: options.stdout,
		clock: options.clock,
		mask,
		cloudLabel,
		hasLogs: options.shouldStreamLogs,
		getTests,
		describeOpening: () => describeOpening(session, options, keymap),
	});
};

/** With the variable the token is from; all of them would leave the label no room. */
const describeLabel = ({cloudLabel, isLocalByDefault, credentialNames: [token]}: RunSession): string => {
	const origin = isLocalByDefault ? 'no credentials set' : token;
	return origin === undefined ? cloudLabel : `${cloudLabel} (${origin})`;
};

/** What of the screen is not known from the options alone. */
type ScreenParts = Required<Pick<ScreenOptions, 'actions' | 'cleanText' | 'lines' | 'keymap' | 'logTools' | 'fileTools' | 'before' | 'assertions' | 'onHangUp'>>;

/** Shows the screen, or the lines in its place. */
export type StartScreen = (options: ScreenOptions) => RunningScreen;

/** Loads the screen, or the lines for those who cannot use one. */
export const loadScreen = async ({screen: flags}: RunOptions): Promise<StartScreen> => {
	if (flags?.isAccessible === true) {
		const {startLines} = await import('../../screen/lines/start-lines.js');
		return startLines;
	}

	const {startScreen} = await import('../../screen/start-screen.js');
	return startScreen;
};

/** Opens the screen on this process's terminal. */
export const openScreen = (start: StartScreen, session: RunSession, options: RunOptions, parts: ScreenParts): RunningScreen => {
	const {screen: flags = {}, clock, env} = options;
	return start({
		...parts,
		store: session.runner.store,
		cloudLabel: describeLabel(session),
		quitSentence: session.endsWithUs ? 'The local cloud stops with it.' : `The run continues on ${session.isLocal ? 'its local cloud' : session.cloudLabel}.`,
		losesFiles: losesFiles(session, options),
		clock,
		stdin: process.stdin,
		stdout: process.stdout,
		env,
		themeName: flags.theme,
		indicators: flags,
		openUrl: session.isLocal ? undefined : createOpenSafely(session, env),
	});
};
