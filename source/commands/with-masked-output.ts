import {listDocumentNames} from '../core/workflow/document-names.js';
import {listDocumentSecrets} from '../clouds/credentials/known-secrets.js';
import {createMaskedOutput} from '../environment/masked-output.js';
import {type CommandContext} from './command-context.js';

const parse = (text: string): Readonly<Record<string, unknown>> => {
	try {
		const document: unknown = JSON.parse(text);
		return typeof document === 'object' && document !== null ? {...document} : {};
	} catch {
		// No document: whoever asked for it says so.
		return {};
	}
};

/** The context for commands that print what a document or a bucket says: without any secret, those in the document itself included. */
export const withMaskedOutput = <Context extends Pick<CommandContext, 'stdout' | 'stderr' | 'readFile' | 'secrets'>>(context: Context): Context => {
	const {stdout, stderr, readFile, secrets} = context;
	if (secrets === undefined) {
		return context;
	}

	return {
		...context,
		stdout: createMaskedOutput(stdout, secrets.mask),
		stderr: createMaskedOutput(stderr, secrets.mask),
		async readFile(path: string) {
			const text = await readFile(path);
			const document = parse(text);
			secrets.remember(listDocumentSecrets(document), listDocumentNames(document));
			return text;
		},
	};
};
