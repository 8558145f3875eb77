import {type Output} from '../ports/output.js';

/** An output on which no secret stands, for commands whose texts come from a document or a bucket. Each write must be of whole lines. */
export const createMaskedOutput = (output: Output, mask: (text: string) => string): Output => ({
	write(text) {
		output.write(mask(text));
	},
	isTty: output.isTty,
	get columns() {
		return output.columns;
	},
	get rows() {
		return output.rows;
	},
	hasColor: output.hasColor,
});
