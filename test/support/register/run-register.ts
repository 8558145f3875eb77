import {register} from '../../../source/commands/register/register.js';
import {type SignalSource} from '../../../source/environment/process-events.js';
import {type Clock} from '../../../source/ports/clock.js';
import {systemClock} from '../../../source/ports/clock/system-clock.js';
import {createDocument} from './start-github.js';

/** What a test of `register` chooses. */
export type RunOptions = {
	/** Path of the document. @default 'main.json' */
	readonly path?: string;
	readonly text?: string;
	readonly env?: Readonly<Record<string, string>>;
	readonly isDryRun?: boolean;
	/** Whether the document and the functions are committed. @default false */
	readonly hasSources?: boolean;
	readonly canCreate?: boolean;
	readonly secrets?: boolean;
	readonly confirm?: (question: string) => Promise<boolean>;
	readonly hasAgreed?: boolean;
	readonly clock?: Clock;
	readonly signals?: SignalSource;
	readonly onWrite?: (text: string) => void;
};

/** Runs `faasr-tui register` in this process: the exit code, or what it failed with, and what it wrote. */
export const runRegister = async (apiUrl: string, {path = 'main.json', text = createDocument(), env = {}, isDryRun = false, secrets = false, confirm, hasAgreed = false, clock = systemClock, signals, onWrite, hasSources = false, canCreate = false}: RunOptions = {}) => {
	let written = '';
	const stdout = {
		write(part: string) {
			written += part;
			onWrite?.(part);
		},
		isTty: false, columns: 80, rows: 24, hasColor: false,
	};
	try {
		const exitCode = await register({
			document: {path, text},
			env: {GITHUB_TOKEN: 'a-random-token', GITHUB_API_URL: apiUrl, ...env},
			isDryRun,
			hasSources,
			canCreate,
			shouldUploadSecrets: secrets,
			...(confirm && {confirm}),
			hasAgreed,
			stdout,
			clock,
			...(signals && {signals}),
		});
		return {exitCode, written};
	} catch (error) {
		const {message, hint, code} = error as {message: string; hint: string; code: string};
		return {exitCode: code, written, message, hint};
	}
};
