// Printable ASCII, the punctuation, arrows, lines, blocks, shapes, marks and dots that screens are drawn with, and the placeholder that stands
// for a finished line (lines.tsx); nothing that joins with its neighbours.
const narrowText = /^[ -~\u00B7\u2013\u2014\u2018-\u201D\u2022\u2026\u2190-\u2193\u2212\u2500-\u25FB\u2713\u2714\u2716-\u2718\u2800-\u28FF\uE000]*$/;

/** Tells whether every character is one code unit and surely takes one cell, so that nothing need be measured. */
export const isNarrowText = (text: string): boolean => narrowText.test(text);
