import {FaasrTuiError} from '../../../ports/errors/faasr-tui-error.js';
import {probeR} from './probe-command.js';

/** An R that can run functions: any with httr and jsonlite. */
export type RscriptRuntime = {
	readonly command: string;
	/** The user's library folders; a run's HOME is its own, so they must be said. */
	readonly libraries: readonly string[];
};

const program = String.raw`for (p in c("httr", "jsonlite")) if (!requireNamespace(p, quietly = TRUE)) stop(p); cat(.libPaths(), sep = "\n")`;
const found = new Map<string, Promise<RscriptRuntime>>();

const search = async (command: string): Promise<RscriptRuntime> => {
	const probed = await probeR(command, program);
	if (probed.text === undefined) {
		const said = probed.complaint === undefined ? '' : ` (it says: ${probed.complaint})`;
		throw new FaasrTuiError(`${command} with the packages httr and jsonlite was not found${said}; the local cloud needs it to run R functions.`, {
			code: 'usage',
			hint: 'Install R from https://cran.r-project.org, then run: Rscript -e \'install.packages(c("httr", "jsonlite"))\'',
		});
	}

	return {command, libraries: probed.text.split('\n').filter(line => line !== '')};
};

/** Finds the Rscript that runs functions, once. */
export const findRscript = async (rscriptCommand = 'Rscript'): Promise<RscriptRuntime> => {
	const searching = found.get(rscriptCommand) ?? search(rscriptCommand);
	found.set(rscriptCommand, searching);
	try {
		return await searching;
	} catch (error) {
		found.delete(rscriptCommand);
		throw error;
	}
};
