/**
Runs the work of a method, and has its error point to the line of the test that called the method.

To be called by the method itself: the frame of whoever calls this is left out.
*/
export const atCallSite = async <Result>(work: () => Promise<Result>): Promise<Result> => {
	const site: {stack?: string} = {};
	Error.captureStackTrace(site, atCallSite);
	const frames = (site.stack ?? '').split('\n').slice(2);
	try {
		return await work();
	} catch (error) {
		if (error instanceof Error && frames.length > 0) {
			error.stack = [`${error.name}: ${error.message}`, ...frames].join('\n');
		}

		throw error;
	}
};
