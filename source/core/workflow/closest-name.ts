const nameLimit = 60;
const candidateLimit = 500;
const lookupLimit = 50;

/** Edit distance in which two letters that changed places are one edit (optimal string alignment), given up as soon as it must exceed `limit`. */
const getDistance = (a: string, b: string, limit: number): number => {
	let beforePrevious: readonly number[] = [];
	let previous: readonly number[] = Array.from({length: b.length + 1}, (_, index) => index);
	for (let row = 1; row <= a.length; row++) {
		const current = [row];
		for (let column = 1; column <= b.length; column++) {
			const isSwapped = a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
			current.push(Math.min(
				previous[column]! + 1,
				current[column - 1]! + 1,
				previous[column - 1]! + (a[row - 1] === b[column - 1] ? 0 : 1),
				isSwapped && row > 1 && column > 1 ? beforePrevious[column - 2]! + 1 : limit + 1,
			));
		}

		if (Math.min(...current) > limit && Math.min(...previous) >= limit) {
			return limit + 1;
		}

		beforePrevious = previous;
		previous = current;
	}

	return previous.at(-1)!;
};

const fold = (name: string): string => name.toLowerCase().replaceAll(/[-_.]/g, '');

const compare = (name: string, candidates: readonly string[]): string | undefined => {
	const folded = fold(name);
	const limit = Math.max(1, Math.floor(folded.length / 4));
	let best: {readonly candidate: string; readonly distance: number} | undefined;
	for (const candidate of candidates) {
		if (Math.abs(candidate.length - name.length) > limit + 2) {
			continue;
		}

		const distance = getDistance(folded, fold(candidate), limit);
		if (distance <= limit && (best === undefined || distance < best.distance)) {
			best = {candidate, distance};
		}
	}

	return best?.candidate;
};

/**
Prepares looking up the name a user most likely meant; the lookup gives `undefined` when none is close.

Only the first names are compared and only the first lookups are answered, so that a document of 10,000 mistakes stays quick to check.
*/
export const createNameFinder = (candidates: readonly string[]): ((name: string) => string | undefined) => {
	const compared = candidates.slice(0, candidateLimit);
	let remaining = lookupLimit;
	return name => {
		remaining--;
		return remaining < 0 || name.length > nameLimit ? undefined : compare(name, compared);
	};
};
