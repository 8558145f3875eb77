import {type spawn} from 'node:child_process';
import {cleanUrl} from '../frame/text/hyperlink.js';

type Environment = Readonly<Record<string, string | undefined>>;

/** A program that shows an address in a browser. */
export type Opener = {readonly command: string; readonly args: readonly string[]};

/**
Chooses the program that shows an address in the user's browser; nothing where the browser is on another machine or there
is no screen for it. BROWSER is heard first: editors set it in their remote terminals to what opens one at the user's side.
*/
export const chooseOpener = (url: string, platform: NodeJS.Platform, env: Environment): Opener | undefined => {
	const [named] = env['BROWSER']?.split(':') ?? [];
	if (named && platform !== 'win32') {
		return {command: named, args: [url]};
	}

	const isSet = (name: string): boolean => Boolean(env[name]);
	if (isSet('SSH_CONNECTION') || isSet('SSH_TTY')) {
		return undefined;
	}

	if (platform === 'darwin') {
		return {command: 'open', args: [url]};
	}

	if (platform === 'win32') {
		// What `start` does, without cmd.exe, to which & and % of an address mean something.
		return {command: 'rundll32', args: ['url.dll,FileProtocolHandler', url]};
	}

	return isSet('DISPLAY') || isSet('WAYLAND_DISPLAY') ? {command: 'xdg-open', args: [url]} : undefined;
};

export type OpenUrlOptions = {
	readonly platform: NodeJS.Platform;
	readonly env: Environment;
	/**
	The environment that the browser gets.

	@default the process's own
	*/
	readonly programEnv?: Record<string, string | undefined>;
	readonly spawn: typeof spawn;
};

/** Creates the way to the user's browser: resolves with whether one was started. Only http and https go there. */
export const createOpenUrl = ({platform, env, programEnv, spawn}: OpenUrlOptions) => async (text: string): Promise<boolean> => {
	const url = cleanUrl(text);
	const opener = url === undefined ? undefined : chooseOpener(url, platform, env);
	if (opener === undefined) {
		return false;
	}

	return new Promise(resolve => {
		const child = spawn(opener.command, opener.args, {stdio: 'ignore', detached: true, env: programEnv});
		child.once('spawn', () => {
			child.unref();
			resolve(true);
		});
		child.once('error', () => {
			resolve(false);
		});
	});
};
