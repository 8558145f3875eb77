import {setTimeout as sleep} from 'node:timers/promises';
import {createMasker} from '../../../source/core/secrets/mask-secrets.js';
import {sanitizeLine} from '../../../source/core/text/sanitize.js';
import {type RunStore} from '../../../source/run/runner/run-store.js';
import {type RunningScreen, startScreen} from '../../../source/screen/start-screen.js';
import {createFakeActions} from '../../screen/create-fake-actions.js';
import {type FakeTerminal} from './fake-terminal.js';

const nothing = (): void => undefined;

/** Opens the screen as `run` does: sanitised, masked, in colours and with all characters. */
export const showOurs = (store: RunStore, {stdin, stdout}: FakeTerminal): RunningScreen => {
	const mask = createMasker(['a-secret-key-of-some-length']);
	return startScreen({
		store,
		stdin,
		stdout,
		cloudLabel: 'GitHub Actions and S3',
		quitSentence: 'The run goes on.',
		clock: {now: () => Date.now(), async sleep(ms, {signal} = {}) {
			await sleep(ms, undefined, {...(signal && {signal})});
		}},
		lines: {open: nothing, close: nothing, note: nothing},
		env: {TERM: 'xterm-256color', LANG: 'C.UTF-8'},
		cleanText: text => mask(sanitizeLine(text)),
		actions: {
			...createFakeActions(store, () => nothing), say: nothing, interrupt: nothing, quit: nothing,
		},
	});
};
