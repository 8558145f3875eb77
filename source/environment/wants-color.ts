type Environment = Readonly<Record<string, string | undefined>>;

/** Tells whether FORCE_COLOR or NO_COLOR decides on colours; the first wins, as in Node itself. Nothing when neither is set. */
const readChoice = (env: Environment): boolean | undefined => {
	const forced = env['FORCE_COLOR'];
	if (forced !== undefined) {
		return forced !== '0' && forced !== 'false';
	}

	return (env['NO_COLOR'] ?? '') === '' ? undefined : false;
};

/** Tells whether to use colours: as FORCE_COLOR and NO_COLOR say, else on every terminal but a dumb one. */
export const wantsColor = (env: Environment, isTty = true): boolean => readChoice(env) ?? (isTty && env['TERM'] !== 'dumb');
