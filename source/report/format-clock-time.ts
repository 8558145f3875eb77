export {formatWallTime} from '../core/text/format-wall-time.js';

const pad = (value: number): string => String(value).padStart(2, '0');

/** Time since the start: `+01:27`, from an hour on `+1:02:03`. */
export const formatElapsed = (ms: number): string => {
	const seconds = Math.max(0, Math.floor(ms / 1000));
	const hours = Math.floor(seconds / 3600);
	const rest = `${pad(Math.floor((seconds % 3600) / 60))}:${pad(seconds % 60)}`;
	return hours === 0 ? `+${rest}` : `+${hours}:${rest}`;
};
