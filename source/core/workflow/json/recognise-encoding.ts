import {type Problem} from '../problem.js';

/**
Tells a file that is no UTF-8 text, from its text read as if it were; `undefined` when nothing speaks against UTF-8.

Read so, every other character of UTF-16 is NUL (its ASCII letters have an empty byte), and its byte order mark, FF FE or
FE FF, becomes two replacement characters. Windows PowerShell 5 writes such files.
*/
export const recogniseEncoding = (text: string): Problem | undefined => /^\uFFFD{2}|^\0?[^\0]\0/u.test(text)
	? {
		severity: 'error', code: 'encoding', path: '$', message: 'The file is not UTF-8; it looks like UTF-16.', hint: 'Save it as UTF-8 without BOM: in an editor, or in PowerShell 7 with Out-File.', line: 1, column: 1,
	}
	: undefined;
