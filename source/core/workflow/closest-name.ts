const nameLimit = 60;
const candidateLimit = 500;
const lookupLimit = 50;

/** Edit distance (Levenshtein), given up as soon as it must exceed `limit`. */
const getDistance = (a: string, b: string, limit: number): number => {
	let previous = Array.from({length: b.length + 1}, (_, index) => index);
	for (let row = 1; row <= a.length; row++) {
		const current = [row];
		for (let column = 1; column <= b.length; column++) {
			current.push(Math.min(
				previous[column]! + 1,
				current[column - 1]! + 1,
				previous[column - 1]! + (a[row - 1] === b[column - 1] ? 0 : 1),
			));
		}

		if (Math.min(...current) > limit) {
			return limit + 1;
		}

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
