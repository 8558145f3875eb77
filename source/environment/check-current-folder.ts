/*
To be imported before anything else, for its effect: libraries ask for the current folder as they are loaded, and where it
has been deleted Node would print its own stack trace.
*/
import fs from 'node:fs';
import process from 'node:process';
import {exitCodes} from '../ports/errors/exit-codes.js';

try {
	process.cwd();
} catch {
	fs.writeSync(process.stderr.fd, '✖ The current folder does not exist any more: it has been deleted or moved.\n  Change to another folder, such as with "cd", and start faasr-tui again.\n');
	process.exit(exitCodes.usage); // eslint-disable-line unicorn/no-process-exit -- nothing is loaded yet that could be left half done
}
