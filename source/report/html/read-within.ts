import {type ReadRunFiles} from '../../run/files/read-run-files.js';
import {type ReporterContext} from '../reporter.js';

/** The end of a command waits so long for what is in the files (ms). */
const deadlineMs = 30_000;

type Context = Required<Pick<ReporterContext, 'readFiles'>> & Pick<ReporterContext, 'clock'>;

/** Reads the files of the run until a deadline, or until the user waits no longer: what is read by then is given. */
export const readWithin = async ({readFiles, clock}: Context, left: Promise<void> | undefined): Promise<ReadRunFiles> => {
	const giveUp = new AbortController();
	const done = new AbortController();
	void (async () => {
		await left;
		if (left !== undefined) {
			giveUp.abort(new Error('nobody waited for them.'));
		}
	})();

	void (async () => {
		try {
			await clock.sleep(deadlineMs, {signal: done.signal});
			giveUp.abort(new Error(`it takes longer than ${deadlineMs / 1000} seconds.`));
		} catch {
			// They are read.
		}
	})();

	try {
		return await readFiles(giveUp.signal);
	} finally {
		done.abort();
	}
};
