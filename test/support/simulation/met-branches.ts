import {Session} from 'node:inspector/promises';

/** A piece of a judge that no run has reached, by its file and its text. */
export type UnmetBranch = string;

export type BranchWatch = {
	/** Every branch of the watched files that was not reached since the watch began. */
	readonly listUnmet: () => Promise<ReadonlySet<UnmetBranch>>;
};

/** Watches which branches of some source files are reached, by V8's own block coverage. */
export const watchBranches = async (isWatched: (url: string) => boolean): Promise<BranchWatch> => {
	const session = new Session();
	session.connect();
	await session.post('Profiler.enable');
	await session.post('Debugger.enable');
	await session.post('Profiler.startPreciseCoverage', {callCount: true, detailed: true});
	return {
		async listUnmet() {
			const {result} = await session.post('Profiler.takePreciseCoverage');
			const unmet = new Set<UnmetBranch>();
			for (const {scriptId, url, functions} of result.filter(script => isWatched(script.url))) {
				const {scriptSource} = await session.post('Debugger.getScriptSource', {scriptId});
				for (const {startOffset, endOffset, count} of functions.flatMap(({ranges}) => ranges)) {
					const text = scriptSource.slice(startOffset, endOffset).replaceAll(/\s+/gu, ' ').trim();
					// An empty block, or the closing of one, is no branch of anybody.
					if (count === 0 && /\w/u.test(text)) {
						unmet.add(`${url.replace(/^.*\//u, '')}: ${text.slice(0, 160)}`);
					}
				}
			}

			session.disconnect();
			return unmet;
		},
	};
};

/** The files that decide a node's status. */
export const isJudge = (url: string): boolean => /\/source\/core\/run\/(?:judge-[a-z]+|believe-[a-z]+|dispatch-fate|settle-run|skipped-behind)\.ts/u.test(url) && !url.includes('judge-context');
