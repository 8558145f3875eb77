/** A path without the slashes at its end. A pattern would take the square of their number where something stands behind them. */
export const trimEndSlashes = (path: string): string => {
	let end = path.length;
	while (path[end - 1] === '/') {
		end--;
	}

	return path.slice(0, end);
};
