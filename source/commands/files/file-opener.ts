import {type spawn} from 'node:child_process';
import path from 'node:path';

type Environment = Readonly<Record<string, string | undefined>>;

/** A program that shows a file. */
export type Opener = {readonly command: string; readonly args: readonly string[]};

/** What programs show or edit. Anything else the system might run: a workflow's file is a stranger's. */
const shownEndings = new Set([
	'csv', 'tsv', 'tab', 'txt', 'log', 'md', 'markdown', 'rmd', 'qmd', 'json', 'geojson', 'ipynb', 'xml', 'yaml', 'yml', 'html', 'htm', 'pdf', 'png', 'jpg', 'jpeg', 'gif', 'tif', 'tiff', 'webp', 'bmp', 'svg', 'mp4', 'webm', 'mp3', 'wav',
	'xlsx', 'ods', 'docx', 'odt', 'pptx', 'odp', 'parquet', 'feather', 'arrow', 'nc', 'nc4', 'h5', 'hdf5', 'npy', 'npz', 'fits', 'shp', 'gpkg', 'kml', 'zip', 'gz',
]);

/** Whether a file of this name is data to the system, and no program. */
export const isShown = (name: string): boolean => shownEndings.has(path.extname(name).slice(1).toLowerCase());

/** Chooses the program that shows a file; nothing where there is no screen for it, or it would be on another machine. */
export const chooseFileOpener = (file: string, platform: NodeJS.Platform, env: Environment): Opener | undefined => {
	const isSet = (name: string): boolean => Boolean(env[name]);
	if (isSet('SSH_CONNECTION') || isSet('SSH_TTY')) {
		return undefined;
	}

	if (platform === 'darwin') {
		return {command: 'open', args: [file]};
	}

	if (platform === 'win32') {
		// What `start` does, without cmd.exe, to which & and % of a name mean something.
		return {command: 'rundll32', args: ['url.dll,FileProtocolHandler', file]};
	}

	return isSet('DISPLAY') || isSet('WAYLAND_DISPLAY') ? {command: 'xdg-open', args: [file]} : undefined;
};

/** Starts a program and leaves it alone; resolves with whether it could be started. */
export const startOpener = async ({command, args}: Opener, env: Record<string, string | undefined>, start: typeof spawn): Promise<boolean> => new Promise(resolve => {
	const child = start(command, args, {stdio: 'ignore', detached: true, env});
	child.once('spawn', () => {
		child.unref();
		resolve(true);
	});
	child.once('error', () => {
		resolve(false);
	});
});
