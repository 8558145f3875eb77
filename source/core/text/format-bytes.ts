const units = ['B', 'kB', 'MB', 'GB', 'TB', 'PB'] as const;

/** A size as people read it, three digits of it: `0 B`, `12.3 kB`, `450 MB`. A kB has 1000 bytes. */
export const formatBytes = (bytes: number): string => {
	let [value, unit] = [bytes, 0];
	// 999.5 would be written as 1000.
	while (value >= 999.5 && unit < units.length - 1) {
		value /= 1000;
		unit++;
	}

	// Each is the largest that is not rounded up to one digit more.
	const digits = unit === 0 ? 0 : [99.95, 9.995].filter(limit => value < limit).length;
	return `${value.toFixed(digits)} ${units[unit]}`;
};
