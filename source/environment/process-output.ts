import fs from 'node:fs';
import {chooseDisarming, isInJob} from '../core/text/disarm-commands.js';
import {type Output} from '../ports/output.js';
import {wantsColor} from './wants-color.js';

/** Used where a stream does not know its size. */
const defaultSize = {columns: 80, rows: 24};

const isFile = (stream: NodeJS.WriteStream): boolean => {
	// Only a file or a pipe has one here.
	const {fd} = stream as {readonly fd?: number};
	try {
		return fd !== undefined && fs.fstatSync(fd).isFile();
	} catch {
		return false;
	}
};

/** A stream of the process as commands see it. In a job of GitHub Actions, Azure Pipelines or TeamCity only `writeCommands` commands the runner. Colour is off for anything but a terminal, for NO_COLOR and for TERM=dumb; FORCE_COLOR has the last word. */
export const createProcessOutput = (stream: NodeJS.WriteStream, env: Readonly<Record<string, string | undefined>>): Output => {
	// Whatever its type says, it is absent from a pipe.
	const isTty = Boolean(stream.isTTY);
	const disarm = chooseDisarming(env);
	return {
		write(text) {
			stream.write(disarm(text));
		},
		writeCommands(text) {
			stream.write(text);
		},
		writeBytes: async bytes => new Promise(resolve => {
			// What goes wrong is told where the stream's errors are.
			stream.write(bytes, error => {
				resolve(!error);
			});
		}),
		isTty,
		mayBeJobLog: isInJob(env) && !isFile(stream),
		get columns() {
			return stream.columns || defaultSize.columns;
		},
		get rows() {
			return stream.rows || defaultSize.rows;
		},
		hasColor: wantsColor(env, isTty),
	};
};
