import {existsSync} from 'node:fs';
import path from 'node:path';

const defaultFile = path.join('workflows', 'main.json');

/** The document to test: the one that is named, else `TEST_WORKFLOW_FILE`, else `workflows/main.json`. A bare name is looked for in `workflows`, too. */
export const findWorkflowFile = (file: string | undefined, env: Readonly<Record<string, string | undefined>>): string => {
	const fromEnvironment = env['TEST_WORKFLOW_FILE'] === '' ? undefined : env['TEST_WORKFLOW_FILE'];
	const wanted = file ?? fromEnvironment ?? defaultFile;
	const inFolder = path.join('workflows', wanted);
	return path.basename(wanted) === wanted && !existsSync(wanted) && existsSync(inFolder) ? inFolder : wanted;
};
