const secondMs = 1000;
const minuteMs = 60 * secondMs;
const hourMs = 60 * minuteMs;

const twoDigits = (value: number): string => String(value).padStart(2, '0');

/** A duration as people read it: `0.4s`, `14.2s`, `3m12s`, `1h02m`. Rounds down, so that a minute is never `60.0s`. */
export const formatDuration = (durationMs: number): string => {
	const ms = Number.isFinite(durationMs) ? Math.max(0, durationMs) : 0;
	if (ms < minuteMs) {
		return `${(Math.floor(ms / 100) / 10).toFixed(1)}s`;
	}

	if (ms < hourMs) {
		return `${Math.floor(ms / minuteMs)}m${twoDigits(Math.floor((ms % minuteMs) / secondMs))}s`;
	}

	return `${Math.floor(ms / hourMs)}h${twoDigits(Math.floor((ms % hourMs) / minuteMs))}m`;
};
