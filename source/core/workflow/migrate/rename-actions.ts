/** What FaaSr 2.0.1 and later accept for the name of an action, and 2.0.2 and later for that of a workflow. */
const validName = /^[a-zA-Z][a-zA-Z\d-]*$/;

/** The nearest name that FaaSr 2 accepts: hyphens in place of what it refuses. */
export const migrateName = (name: string): string => {
	if (validName.test(name)) {
		return name;
	}

	const hyphened = name.replaceAll(/[^a-zA-Z\d]+/g, '-').replaceAll(/^-+|-+$/g, '');
	return /^[a-zA-Z]/.test(hyphened) ? hyphened : `a-${hyphened}`.replace(/-$/, '');
};

/** The new name of each action. Two that would become one stay apart: the second gets a number. */
export const renameActions = (names: readonly string[]): ReadonlyMap<string, string> => {
	const renamed = new Map(names.filter(name => validName.test(name)).map(name => [name, name]));
	const taken = new Set(renamed.keys());
	for (const name of names) {
		if (!renamed.has(name)) {
			const wanted = migrateName(name);
			let free = wanted;
			for (let number = 2; taken.has(free); number++) {
				free = `${wanted}-${number}`;
			}

			taken.add(free);
			renamed.set(name, free);
		}
	}

	return renamed;
};
